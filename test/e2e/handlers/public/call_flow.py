# After the shape of CDK apps in Python: a class with one method for each event, and the state in TransactionAttributes.
import json, logging, os
logger = logging.getLogger(); logger.setLevel(os.environ.get('LOG_LEVEL', 'INFO'))

class CallFlow:
    def __init__(self, event):
        self.event = event
        self.details = event['CallDetails']
        self.attrs = dict(self.details.get('TransactionAttributes') or {})
        self.leg_a = next(p['CallId'] for p in self.details['Participants'] if p['ParticipantTag'] == 'LEG-A')
    def respond(self, *actions):
        return {'SchemaVersion': '1.0', 'Actions': list(actions), 'TransactionAttributes': self.attrs}
    def noop(self):
        return {'SchemaVersion': '1.0', 'TransactionAttributes': self.attrs}
    def pause(self):
        return {'Type': 'Pause', 'Parameters': {'CallId': self.leg_a, 'DurationInMilliseconds': '15000'}}
    def on_new_inbound_call(self):
        self.attrs['state'] = 'WAITING'
        return self.respond({'Type': 'Speak', 'Parameters': {'CallId': self.leg_a, 'Text': 'One moment', 'Engine': 'neural', 'VoiceId': 'Joanna', 'LanguageCode': 'en-US', 'TextType': 'text'}}, self.pause())
    def on_action_successful(self):
        if self.event['ActionData']['Type'] == 'JoinChimeMeeting':
            self.attrs['state'] = 'IN'
            return self.noop()
        return self.respond(self.pause()) if self.attrs['state'] == 'WAITING' else self.noop()
    def on_action_failed(self):
        self.attrs['state'] = 'WAITING'
        return self.respond(self.pause())
    def on_call_update_requested(self):
        args = self.event['ActionData']['Parameters']['Arguments']
        if self.attrs.get('state') != 'WAITING' or args.get('Operation') not in ('ADMIT', 'RE-ADMIT'):
            return self.noop()
        self.attrs['state'] = 'JOINING'
        return self.respond({'Type': 'JoinChimeMeeting', 'Parameters': {'CallId': self.leg_a, 'JoinToken': args['AttendeeJoinToken'], 'MeetingId': args['ConferenceGuid']}})
    def on_hangup(self):
        if self.event['ActionData']['Parameters'].get('ParticipantTag') == 'LEG-B':
            return self.respond({'Type': 'Hangup', 'Parameters': {'CallId': self.leg_a, 'SipResponseCode': '0'}})
        return self.noop()

def lambda_handler(event, _context):
    logger.info(json.dumps(event))
    flow = CallFlow(event)
    return getattr(flow, 'on_' + event['InvocationEventType'].lower(), flow.noop)()
