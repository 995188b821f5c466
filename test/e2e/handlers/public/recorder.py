# After the shape of AWS's sample "on-demand-recording": a key starts it; with an update that joins by a call's own words.
import json
import os

BUCKET = os.environ.get("RECORDING_BUCKET", "recordings")


def lambda_handler(event, context):
    print(json.dumps(event))
    kind, legs = event["InvocationEventType"], event["CallDetails"]["Participants"]
    if kind == "NEW_INBOUND_CALL":
        keys = {"Type": "ReceiveDigits", "Parameters": {"InputDigitsRegex": "^\\*\\d{1}$",
                "InBetweenDigitsDurationInMilliseconds": 1000, "FlushDigitsDurationInMilliseconds": 3000}}
        return {"SchemaVersion": "1.0", "Actions": [keys, {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "20000"}}]}
    if kind == "DIGITS_RECEIVED":
        place = {"Type": "S3", "Location": BUCKET}
        return {"SchemaVersion": "1.0", "Actions": [{"Type": "StartCallRecording",
                "Parameters": {"CallId": legs[0]["CallId"], "Track": "BOTH", "Destination": place}}]}
    if kind == "CALL_UPDATE_REQUESTED":
        a = event["ActionData"]["Parameters"]["Arguments"]
        if a.get("task") == "conference":
            return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting",
                    "Parameters": {"JoinToken": a["seat"], "MeetingId": a["room"], "CallId": legs[0]["CallId"]}}]}
    return {"SchemaVersion": "1.0"}
