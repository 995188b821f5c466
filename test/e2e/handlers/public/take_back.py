# After the shape of AWS's sample "take-back-and-transfer": the update hangs up the second leg, the target stays in attributes.
import json


def answer(*actions, attributes=None):
    return {"SchemaVersion": "1.0", "Actions": list(actions), "TransactionAttributes": attributes or {}}


def lambda_handler(event, context):
    print(json.dumps(event))
    kind = event["InvocationEventType"]
    kept = event["CallDetails"].get("TransactionAttributes") or {}
    legs = event["CallDetails"]["Participants"]
    if kind == "NEW_INBOUND_CALL":
        return answer({"Type": "Pause", "Parameters": {"DurationInMilliseconds": "9000"}}, attributes={"transfer": "false"})
    if kind == "CALL_UPDATE_REQUESTED":
        given = event["ActionData"]["Parameters"]["Arguments"]
        kept["target"] = given["TransferTarget"]
        kept["transfer"] = "true"
        return answer({"Type": "Hangup", "Parameters": {"CallId": legs[1]["CallId"]}}, attributes=kept)
    return {"SchemaVersion": "1.0", "TransactionAttributes": kept}
