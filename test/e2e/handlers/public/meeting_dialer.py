# After the shape of AWS's sample "sma-meeting-dialer": who creates the call brings the meeting, a digit joins it.
import json
import logging

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def response(*actions, attributes):
    return {"SchemaVersion": "1.0", "Actions": list(actions), "TransactionAttributes": attributes}


def handler(event, context):
    logger.info("RECV %s", json.dumps(event))
    kind = event["InvocationEventType"]
    attributes = event["CallDetails"].get("TransactionAttributes") or {}
    if kind == "NEW_OUTBOUND_CALL":
        given = event["ActionData"]["Parameters"]["Arguments"]
        attributes = {name: given[name] for name in ("meeting_id", "attendee_id", "join_token")}
    elif kind == "CALL_ANSWERED":
        ask = {"Type": "SpeakAndGetDigits", "Parameters": {"MinNumberOfDigits": 1, "MaxNumberOfDigits": 1,
               "SpeechParameters": {"Text": "Press 1"}, "FailureSpeechParameters": {"Text": "Press 1"}}}
        return response(ask, attributes=attributes)
    elif kind == "ACTION_SUCCESSFUL" and event["ActionData"]["Type"] == "SpeakAndGetDigits":
        parameters = {"JoinToken": attributes["join_token"], "MeetingId": attributes["meeting_id"]}
        return response({"Type": "JoinChimeMeeting", "Parameters": parameters}, attributes=attributes)
    return response(attributes=attributes)
