"""A handler for an Amazon Chime SDK SIP media application: it holds the caller and, when UpdateSipMediaApplicationCall
brings a join token, returns the JoinChimeMeeting action. One file, no dependencies: deploy it as it is (Python 3.9 or
later, handler `sma_handler.lambda_handler`), or take from it what your own function lacks.

It writes every event and every answer to its log as one line of JSON, join tokens masked. That is not decoration: the
API answers 202 before anything has happened, so these lines are the proof of what the call really did.
"""
import json

# Pause is documented as interruptible, so an update joins at once; a Speak might have to finish first. It also answers
# the call. Put a PlayAudio with your music here if the caller should hear something.
HOLD_MS = 30_000

# How often the hold is renewed after the meeting has ended. The caller has nothing to hear then, and the line costs
# money: one minute is enough to bridge the caller into another meeting, after that the handler hangs up.
HOLDS_AFTER_MEETING = 2

# The number AWS gives the meeting's leg.
MEETING_NUMBER = "+17035550122"


def lambda_handler(event, context):
    log("event", event)
    response = answer(event)
    # With the call's id beside it, so that a search for the call finds the answer too.
    log("response", {**response, "TransactionId": transaction_of(event), "Sequence": member(event, "Sequence")})
    return response


def answer(event):
    """Never raises: an error here would end the call with 480."""
    try:
        kind = ANSWERS.get(event["InvocationEventType"])
        return unchanged() if kind is None else kind(event)
    except Exception as error:
        return because(event, str(error))


def unchanged():
    """No Actions: the present ones go on. An empty list would end them."""
    return {"SchemaVersion": "1.0"}


def respond(action, **more):
    return {"SchemaVersion": "1.0", "Actions": [action], **more}


def hold(event=None):
    return respond({"Type": "Pause", "Parameters": {"DurationInMilliseconds": str(HOLD_MS)}})


def join(event):
    phone = leg_of(event, "LEG-A")
    if phone is None:
        return because(event, "the call has no LEG-A")
    if is_bridged(event):
        return because(event, "the call is bridged already, and JoinChimeMeeting cannot run on a bridged call")
    args = (member(member(event, "ActionData"), "Parameters") or {}).get("Arguments") or {}
    for name, read in CONVENTIONS.items():
        asked = read(args)
        if asked is None:
            continue
        token, meeting_id = asked
        if not is_text(token):
            return because(event, f"the {name} arguments hold no join token")
        if not is_text(meeting_id):
            return because(event, f"the {name} arguments hold no meeting id, which JoinChimeMeeting needs")
        # The leg comes from the event: whoever sent the update may have an old or a foreign CallId.
        parameters = {"JoinToken": token, "CallId": phone["CallId"], "MeetingId": meeting_id}
        return respond({"Type": "JoinChimeMeeting", "Parameters": parameters})
    return because(event, f"no convention knows these arguments: {', '.join(args) or 'none'}")


def go_on(event):
    kind = member(event.get("ActionData"), "Type")
    if kind == "JoinChimeMeeting":
        # Joined: forget the countdown of an earlier meeting.
        return {"SchemaVersion": "1.0", "TransactionAttributes": {}}
    if kind != "Pause" or is_bridged(event):
        return unchanged()
    left = (event["CallDetails"].get("TransactionAttributes") or {}).get("holdsLeft")
    return hold() if left is None else hold_after_meeting(int(left) - 1)


def recover(event):
    """A failed join is no reason to lose the caller. A Pause that fails would fail again, without end."""
    if is_bridged(event) or member(event.get("ActionData"), "Type") == "Pause":
        return unchanged()
    return hold()


def after_hangup(event):
    gone = member(member(event.get("ActionData"), "Parameters"), "ParticipantTag")
    phone = leg_of(event, "LEG-A")
    caller_there = phone is not None and is_live(phone) and gone != "LEG-A"
    return hold_after_meeting(HOLDS_AFTER_MEETING) if caller_there else unchanged()


def hold_after_meeting(left):
    if left > 0:
        return {**hold(), "TransactionAttributes": {"holdsLeft": str(left)}}
    return respond({"Type": "Hangup", "Parameters": {"ParticipantTag": "LEG-A", "SipResponseCode": "0"}})


def because(event, reason):
    print(f"transaction {transaction_of(event)}: left the call as it is: {reason}")
    return unchanged()


def is_bridged(event):
    return any(
        is_live(leg) and (leg.get("ParticipantTag") == "LEG-B" or MEETING_NUMBER in (leg.get("To"), leg.get("From")))
        for leg in event["CallDetails"]["Participants"]
    )


def is_live(leg):
    """AWS may leave Status out."""
    return leg.get("Status") != "Disconnected"


def leg_of(event, tag):
    return next((leg for leg in event["CallDetails"]["Participants"] if leg.get("ParticipantTag") == tag), None)


def is_text(value):
    return isinstance(value, str) and value != ""


def member(value, name):
    return value.get(name) if isinstance(value, dict) else None


def transaction_of(event):
    return member(member(event, "CallDetails"), "TransactionId")


def join_action_in(text):
    """Token and meeting id of a JoinChimeMeeting action given as JSON; no other action is run on a stranger's word."""
    try:
        action = json.loads(text)
    except ValueError:
        raise ValueError("the argument Action is not JSON") from None
    if member(action, "Type") != "JoinChimeMeeting":
        raise ValueError("the argument Action is not a JoinChimeMeeting action")
    parameters = action.get("Parameters") or {}
    return parameters.get("JoinToken"), parameters.get("MeetingId")


# What an operator's update may look like: token and meeting id, or None where the arguments follow another convention.
CONVENTIONS = {
    "standard": lambda args: (args["JoinToken"], args.get("MeetingId")) if "JoinToken" in args else None,
    "join_meeting": lambda args: (
        (args.get("joinToken"), args.get("meetingId")) if args.get("action") == "join_meeting" else None
    ),
    "snake_case": lambda args: (args["join_token"], args.get("meeting_id")) if "join_token" in args else None,
    "action_json": lambda args: join_action_in(args["Action"]) if "Action" in args else None,
}

# What to answer, by the kind of event; any other event leaves the call as it is.
ANSWERS = {
    "NEW_INBOUND_CALL": hold,
    "CALL_ANSWERED": hold,
    "CALL_UPDATE_REQUESTED": join,
    "ACTION_SUCCESSFUL": go_on,
    "ACTION_FAILED": recover,
    "INVALID_LAMBDA_RESPONSE": recover,
    "HANGUP": after_hangup,
}


def log(what, value):
    try:
        print(masked(value))
    except Exception:
        print(f"the {what} could not be logged")


def masked(value):
    """One line of JSON without any join token: a token lets whoever has it into the meeting."""
    tokens = set()
    line = json.dumps(without_tokens(value, tokens))
    # The same token may stand under another name as well.
    for token in tokens:
        line = line.replace(json.dumps(token)[1:-1], "***")
    return line


def without_tokens(value, tokens, name=""):
    if isinstance(value, dict):
        return {key: without_tokens(inner, tokens, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_tokens(inner, tokens) for inner in value]
    if not isinstance(value, str):
        return value
    if "token" in name.lower():
        if len(value) >= 8:
            tokens.add(value)
        return "***"
    return masked_text(value, tokens) if "token" in value.lower() else value


def masked_text(text, tokens):
    """Text that speaks of a token: an action as JSON is masked inside, anything else as a whole."""
    try:
        return json.dumps(without_tokens(json.loads(text), tokens))
    except ValueError:
        return "***"
