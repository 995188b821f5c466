"""Names and words of its own: what it compares them with is seen by the recording map alone."""
import json

PAUSE = {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "10000"}}


def lambda_handler(event, context):
    print(json.dumps(event))
    kind = event["InvocationEventType"]
    if kind == "CALL_UPDATE_REQUESTED":
        args = event["ActionData"]["Parameters"]["Arguments"]
        if args.get("verb", "").lower() == "x" + "fer-7":
            parameters = {"JoinToken": args["tok" + "en"], "MeetingId": args["room"]}
            return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting", "Parameters": parameters}]}
        return {"SchemaVersion": "1.0"}
    if kind in ("NEW_INBOUND_CALL", "ACTION_FAILED") or event.get("ActionData", {}).get("Type") == "Pause":
        return {"SchemaVersion": "1.0", "Actions": [PAUSE]}
    return {"SchemaVersion": "1.0"}
