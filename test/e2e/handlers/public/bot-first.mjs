// After the shape of "call Lex bot" with a queue behind it; an update brings a JSON list of commands.
// @ts-nocheck: written without types, as such handlers are
const lex = {
  Type: 'StartBotConversation',
  Parameters: {
    BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/AAAAAAAAAA/BBBBBBBBBB',
    LocaleId: 'en_US',
    Configuration: {
      SessionState: { SessionAttributes: { x: 'y' }, DialogAction: { Type: 'ElicitIntent' } },
      WelcomeMessages: [{ ContentType: 'PlainText', Content: 'Hi' }],
    },
  },
};
const hold = { Type: 'Pause', Parameters: { DurationInMilliseconds: 25000 } };
const ok = (...Actions) => ({ SchemaVersion: '1.0', Actions });
export async function handler(event) {
  console.log(JSON.stringify(event, null, 2));
  const { InvocationEventType: t, ActionData: d } = event;
  if (t === 'NEW_INBOUND_CALL')
    return ok(
      { Type: 'VoiceFocus', Parameters: { Enable: true, CallId: event.CallDetails.Participants[0].CallId } },
      lex,
    );
  if (t === 'ACTION_SUCCESSFUL' && d.Type === 'StartBotConversation') {
    const { Name, State } = d.IntentResult.SessionState.Intent;
    if (Name === 'Goodbye' && State === 'Fulfilled')
      return ok({ Type: 'Hangup', Parameters: { SipResponseCode: '0' } });
    return ok(hold);
  }
  if (t === 'ACTION_SUCCESSFUL' && d.Type === 'Pause') return ok(hold);
  if (t === 'ACTION_FAILED') return ok(hold);
  if (t === 'CALL_UPDATE_REQUESTED') {
    const list = JSON.parse(d.Parameters.Arguments.commands ?? '[]');
    const join = list.find(({ kind }) => kind === 'join');
    if (join) return ok({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: join.token, MeetingId: join.meeting } });
  }
  return { SchemaVersion: '1.0' };
}
