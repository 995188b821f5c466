# After the shape of newer Python: match statements over the event and over one JSON argument, a structured log.
import json
from dataclasses import dataclass

@dataclass
class Admit:
    token: str
    room: str

def log(event):
    print(json.dumps({'level': 'INFO', 'message': event}))

def parse(arguments):
    raw = arguments.get('request')
    if raw is None:
        return None
    body = json.loads(raw)
    match body:
        case {'type': 'admit', 'secret': token, 'room': room}:
            return Admit(token, room)
        case _:
            return None

def handler(event, context):
    log(event)
    reply = {'SchemaVersion': '1.0'}
    match event['InvocationEventType']:
        case 'NEW_INBOUND_CALL' | 'ACTION_FAILED':
            reply['Actions'] = [{'Type': 'Pause', 'Parameters': {'DurationInMilliseconds': 20000}}]
        case 'ACTION_SUCCESSFUL' if event['ActionData']['Type'] == 'Pause':
            reply['Actions'] = [{'Type': 'Pause', 'Parameters': {'DurationInMilliseconds': 20000}}]
        case 'CALL_UPDATE_REQUESTED':
            match parse(event['ActionData']['Parameters']['Arguments']):
                case Admit(token, room):
                    reply['Actions'] = [{'Type': 'JoinChimeMeeting', 'Parameters': {'JoinToken': token, 'MeetingId': room}}]
    return reply
