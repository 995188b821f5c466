// After the shape of AWS's sample "voice-voice-translator": typed, with the state of the call in its attributes.
// @ts-expect-error: types alone, which nobody installs to run it
import type { Context } from 'aws-lambda';

enum EventKind {
  NewCall = 'NEW_INBOUND_CALL',
  Update = 'CALL_UPDATE_REQUESTED',
  Success = 'ACTION_SUCCESSFUL',
}
interface Kept {
  Language?: string;
}
interface CallEvent {
  InvocationEventType: EventKind;
  ActionData?: { Type: string; Parameters: { Arguments: Record<string, string> } };
  CallDetails: { TransactionAttributes?: Kept };
}
const hold = { Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } } as const;

export const lambdaHandler = async (event: CallEvent, _context: Context): Promise<object> => {
  console.log(JSON.stringify(event));
  const kept: Kept = event.CallDetails.TransactionAttributes ?? {};
  if (event.InvocationEventType === EventKind.NewCall) {
    return { SchemaVersion: '1.0', Actions: [hold], TransactionAttributes: { Language: 'en-US' } };
  }
  if (
    event.InvocationEventType === EventKind.Update &&
    event.ActionData?.Parameters.Arguments.Function === 'Response'
  ) {
    const { Text } = event.ActionData.Parameters.Arguments;
    const speak = { Type: 'Speak', Parameters: { Text, LanguageCode: kept.Language!.toString() } };
    return { SchemaVersion: '1.0', Actions: [speak], TransactionAttributes: kept };
  }
  const isHoldOver = event.InvocationEventType === EventKind.Success && event.ActionData?.Type === 'Pause';
  return { SchemaVersion: '1.0', TransactionAttributes: kept, ...(isHoldOver ? { Actions: [hold] } : {}) };
};
