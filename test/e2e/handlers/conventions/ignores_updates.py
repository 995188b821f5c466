"""As the template of the AWS utilities: it logs, and returns no actions for what it does not know."""
import json


def lambda_handler(event, context):
    print("EVENT", json.dumps(event))
    if event["InvocationEventType"] == "NEW_INBOUND_CALL":
        return {"SchemaVersion": "1.0", "Actions": [{"Type": "Pause", "Parameters": {"DurationInMilliseconds": "9000"}}]}
    return {"SchemaVersion": "1.0"}
