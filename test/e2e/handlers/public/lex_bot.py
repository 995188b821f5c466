# After the shape of AWS's workshop "call-lex-bot": a bot first, and what it found out decides.
import json

BOT = {"Type": "StartBotConversation", "Parameters": {"BotAliasArn": "arn:aws:lex:us-east-1:111122223333:bot-alias/A/B",
       "LocaleId": "en_US"}}


def lambda_handler(event, context):
    print(json.dumps(event))
    kind = event["InvocationEventType"]
    if kind == "NEW_INBOUND_CALL":
        return {"SchemaVersion": "1.0", "Actions": [{"Type": "Pause", "Parameters": {"DurationInMilliseconds": "500"}}, BOT]}
    if kind == "ACTION_SUCCESSFUL" and event["ActionData"]["Type"] == "StartBotConversation":
        intent = event["ActionData"]["IntentResult"]["SessionState"]["Intent"]
        spoken = "Goodbye" if intent["State"] == "Fulfilled" else "Sorry"
        return {"SchemaVersion": "1.0", "Actions": [{"Type": "Speak", "Parameters": {"Text": spoken}}]}
    return {"SchemaVersion": "1.0", "Actions": []}
