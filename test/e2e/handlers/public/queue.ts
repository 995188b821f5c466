// After the shape of a public call queue: a list of actions as JSON in one argument, behind a switch.
interface CallEvent {
  InvocationEventType: string;
  ActionData?: { Type: string; ReceivedDigits?: string; Parameters: { Arguments: Record<string, string> } };
  CallDetails: { TransactionAttributes?: Record<string, string> };
}
type Action = { Type: string; Parameters?: Record<string, unknown> };
const reply = (actions?: Action[]) => ({
  SchemaVersion: '1.0' as const,
  ...(actions === undefined ? {} : { Actions: actions }),
});
const music: Action = {
  Type: 'PlayAudio',
  Parameters: { AudioSource: { Type: 'S3', BucketName: 'music', Key: 'hold.wav' } },
};

export const handler = async (event: CallEvent): Promise<ReturnType<typeof reply>> => {
  console.log('SMA event:', JSON.stringify(event, null, 2));
  const args: Record<string, string> = event?.ActionData?.Parameters?.Arguments || {};
  switch (event?.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return reply([music]);
    case 'ACTION_SUCCESSFUL':
      return event.ActionData?.Type === 'PlayAudio' ? reply([music]) : reply();
    case 'CALL_UPDATE_REQUESTED':
      if (args['interruptAction'] === 'true' && args['pendingAiActions']) {
        try {
          return reply(JSON.parse(args['pendingAiActions']) as Action[]);
        } catch {
          return reply();
        }
      }
      return reply();
    default:
      return reply();
  }
};
