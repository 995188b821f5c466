# After the shape of AWS's "meeting dialer": a PIN first, a wrong one is hung up; an update joins in any case.
import json
def lambda_handler(event, context):
    print(json.dumps(event))
    t = event['InvocationEventType']
    R = lambda *a: {'SchemaVersion': '1.0', 'Actions': list(a)}
    ask = {'Type': 'PlayAudioAndGetDigits', 'Parameters': {'MinNumberOfDigits': 4, 'MaxNumberOfDigits': 4, 'Repeat': 1, 'RepeatDurationInMilliseconds': 2000, 'InputDigitsRegex': '^\\d{4}$', 'AudioSource': {'Type': 'S3', 'BucketName': 'b', 'Key': 'k.wav'}, 'FailureAudioSource': {'Type': 'S3', 'BucketName': 'b', 'Key': 'k.wav'}}}
    if t == 'NEW_INBOUND_CALL':
        return R(ask)
    if t == 'ACTION_SUCCESSFUL' and event['ActionData']['Type'] == 'PlayAudioAndGetDigits':
        return R({'Type': 'Pause', 'Parameters': {'DurationInMilliseconds': 5000}}) if event['ActionData']['ReceivedDigits'] == '7733' else R({'Type': 'Hangup', 'Parameters': {'SipResponseCode': '0'}})
    if t == 'CALL_UPDATE_REQUESTED':
        a = event['ActionData']['Parameters']['Arguments']
        if a.get('jointoken'):
            return R({'Type': 'JoinChimeMeeting', 'Parameters': {'JoinToken': a['jointoken'], 'MeetingId': a['meeting']}})
    return {'SchemaVersion': '1.0'}
