# After the shape of public handlers that dispatch by event: a table of functions, and verbs in a tuple.
import json

HOLD = {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "20000"}}


class Call:
    def __init__(self, event):
        self.event = event
        self.arguments = ((event.get("ActionData") or {}).get("Parameters") or {}).get("Arguments") or {}

    def held(self):
        return [HOLD]

    def updated(self):
        verb = self.arguments.get("Command", "").upper()
        if verb in ("CONNECT", "MOVE") and self.arguments.get("Token") and self.arguments.get("Meeting"):
            parameters = {"JoinToken": self.arguments["Token"], "MeetingId": self.arguments["Meeting"]}
            return [{"Type": "JoinChimeMeeting", "Parameters": parameters}]
        return None


STEPS = {"NEW_INBOUND_CALL": Call.held, "CALL_UPDATE_REQUESTED": Call.updated}


def lambda_handler(event, context):
    print(json.dumps(event))
    step = STEPS.get(event["InvocationEventType"])
    actions = None if step is None else step(Call(event))
    return {"SchemaVersion": "1.0"} if actions is None else {"SchemaVersion": "1.0", "Actions": actions}
