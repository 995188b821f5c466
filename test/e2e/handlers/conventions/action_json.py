"""The whole action as JSON under one name."""
import json

PAUSE = {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "10000"}}


def handler(event, context):
    print(json.dumps(event))
    kind = event["InvocationEventType"]
    if kind in ("NEW_INBOUND_CALL", "ACTION_FAILED"):
        return {"SchemaVersion": "1.0", "Actions": [PAUSE]}
    if kind == "ACTION_SUCCESSFUL" and event["ActionData"]["Type"] == "Pause":
        return {"SchemaVersion": "1.0", "Actions": [PAUSE]}
    if kind == "CALL_UPDATE_REQUESTED":
        action = event["ActionData"]["Parameters"]["Arguments"].get("Action")
        return {"SchemaVersion": "1.0", "Actions": [json.loads(action)] if action else None}
    return {"SchemaVersion": "1.0"}
