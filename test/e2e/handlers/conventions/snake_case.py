"""meeting_id, attendee_id, join_token: the names of the meeting dialer sample, here in an update."""
import json
import logging

logger = logging.getLogger()
logger.setLevel(logging.INFO)

PAUSE = {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "10000"}}


def lambda_handler(event, context):
    logger.info("RECV %s", json.dumps(event))
    kind = event["InvocationEventType"]
    actions = []
    if kind == "NEW_INBOUND_CALL" or event.get("ActionData", {}).get("Type") == "Pause":
        actions = [PAUSE]
    elif kind == "ACTION_FAILED":
        actions = [PAUSE]
    elif kind == "CALL_UPDATE_REQUESTED":
        arguments = event["ActionData"]["Parameters"]["Arguments"]
        if "join_token" in arguments:
            parameters = {
                "JoinToken": arguments["join_token"],
                "CallId": event["CallDetails"]["Participants"][0]["CallId"],
                "MeetingId": arguments["meeting_id"],
            }
            actions = [{"Type": "JoinChimeMeeting", "Parameters": parameters}]
    return {"SchemaVersion": "1.0", "Actions": actions}
