"""For a handler that you have: what it answers to CALL_UPDATE_REQUESTED so that `chime-join bridge` can join the call.

Python 3.9 or later, no dependencies.

    def lambda_handler(event, context):
        print(json.dumps(event))  # the proof that the call joined; mask the join tokens in it
        joined = join_on_update(event)
        if joined is not None:
            return joined
        # what your handler does with every other event
"""
import json


def join_on_update(event):
    """The response that joins LEG-A to the meeting, or None where the event is not for it.

    That is: another event, arguments of another convention, or a call that cannot be joined. It never raises.
    """
    if event.get("InvocationEventType") != "CALL_UPDATE_REQUESTED":
        return None
    parameters = (event.get("ActionData") or {}).get("Parameters") or {}
    token, meeting_id = join_in(parameters.get("Arguments") or {})
    legs = (event.get("CallDetails") or {}).get("Participants") or []
    phone = next((leg for leg in legs if leg.get("ParticipantTag") == "LEG-A"), None)
    bridged = any(leg.get("ParticipantTag") == "LEG-B" and leg.get("Status") != "Disconnected" for leg in legs)
    if not token or not meeting_id or phone is None or bridged:
        return None
    # The leg comes from the event: whoever sent the update may have an old or a foreign CallId.
    join = {"JoinToken": token, "MeetingId": meeting_id, "CallId": phone["CallId"]}
    return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting", "Parameters": join}]}


def join_in(args):
    """Token and meeting id, by the conventions of `bridge --arguments`: standard, join_meeting, snake_case, action_json."""
    if args.get("JoinToken"):
        return args["JoinToken"], args.get("MeetingId")
    if args.get("action") == "join_meeting":
        return args.get("joinToken"), args.get("meetingId")
    if args.get("join_token"):
        return args["join_token"], args.get("meeting_id")
    try:
        action = json.loads(args.get("Action") or "null")
        if action["Type"] == "JoinChimeMeeting":
            return action["Parameters"].get("JoinToken"), action["Parameters"].get("MeetingId")
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    return None, None
