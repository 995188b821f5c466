// After the shape of AWS's "dial in with a PIN" use case, with an update that sends the caller on: steps kept in attributes.
interface CallEvent {
  InvocationEventType: string;
  ActionData?: { Type: string; ReceivedDigits?: string; Parameters: { Arguments: Record<string, string> } };
  CallDetails: { TransactionAttributes?: Record<string, string> };
}
export interface Steps {
  step?: 'pin' | 'waiting' | 'joining';
}
const ask = {
  Type: 'PlayAudioAndGetDigits',
  Parameters: {
    InputDigitsRegex: '^\\d{4}$',
    MinNumberOfDigits: 4,
    MaxNumberOfDigits: 4,
    AudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'pin.wav' },
    FailureAudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'again.wav' },
  },
};
const wait = { Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } };
const answer = (attributes: Steps, ...Actions: object[]) => ({
  SchemaVersion: '1.0',
  Actions,
  TransactionAttributes: attributes,
});

export async function lambdaHandler(event: CallEvent) {
  console.log(JSON.stringify(event));
  const kept: Steps = event.CallDetails.TransactionAttributes ?? {};
  const { Type, ReceivedDigits = '' } = event.ActionData ?? {};
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return answer({ step: 'pin' }, wait);
    case 'ACTION_SUCCESSFUL':
      if (Type === 'PlayAudioAndGetDigits')
        return answer({ step: ReceivedDigits.length === 4 ? 'waiting' : 'pin' }, wait);
      return kept.step === 'joining' ? { SchemaVersion: '1.0' } : answer(kept, kept.step === 'pin' ? ask : wait);
    case 'CALL_UPDATE_REQUESTED': {
      const { Command, Payload } = event.ActionData!.Parameters.Arguments;
      if (Command !== 'ADMIT' || kept.step === 'joining') return { SchemaVersion: '1.0' };
      const { meeting, token } = JSON.parse(Payload!);
      return answer(
        { step: 'joining' },
        { Type: 'JoinChimeMeeting', Parameters: { JoinToken: token, MeetingId: meeting } },
      );
    }
    default:
      return { SchemaVersion: '1.0' };
  }
}
