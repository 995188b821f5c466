"""As the meeting dialer: it joins by the arguments of an update, and hangs up when a join fails."""
import json

PAUSE = {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "10000"}}


def handler(event, context):
    print(json.dumps(event))
    kind = event["InvocationEventType"]
    participants = event["CallDetails"]["Participants"]
    if kind == "NEW_INBOUND_CALL" or (kind == "ACTION_SUCCESSFUL" and event["ActionData"]["Type"] == "Pause"):
        actions = [PAUSE]
    elif kind == "CALL_UPDATE_REQUESTED":
        args = event["ActionData"]["Parameters"]["Arguments"]
        join = {"JoinToken": args.get("join_token"), "MeetingId": args.get("meeting_id")}
        actions = [{"Type": "JoinChimeMeeting", "Parameters": {**join, "CallId": participants[0]["CallId"]}}]
    elif kind == "ACTION_FAILED" and event["ActionData"]["Type"] == "JoinChimeMeeting":
        speak = {"Type": "Speak", "Parameters": {"Text": "There was a problem."}}
        hangup = {"Type": "Hangup", "Parameters": {"SipResponseCode": "0", "ParticipantTag": "LEG-A"}}
        actions = [speak, hangup]
    else:
        actions = []
    return {"SchemaVersion": "1.0", "Actions": actions}
