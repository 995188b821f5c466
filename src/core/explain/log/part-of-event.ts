import { asCallEvent } from '../../evidence/call-event.js';
import { objectsIn } from '../../evidence/objects.js';
import type { SeenEvent } from '../../evidence/seen.js';
import { isObject } from '../../facts/json-object.js';

/** An event that was cut to what looked important: without its CallDetails, or its ActionData alone. */
export function partOfEvent(text: string): SeenEvent[] {
  const nowhere = { group: '', stream: '', time: 0, ingestedAt: null, requestId: null };
  return objectsIn(text)
    .objects.map(wholeEvent)
    .filter((event) => event !== null)
    .map((event) => ({ ...nowhere, event: { ...event, transactionId: '' } }));
}

function wholeEvent(object: Record<string, unknown>) {
  const details = isObject(object['CallDetails']) ? object['CallDetails'] : {};
  const CallDetails = { TransactionId: '-', ...details };
  const fails = ['ErrorType', 'ErrorMessage', 'Error'].some((key) => typeof object[key] === 'string');
  if ('InvocationEventType' in object || 'InvocationEvent' in object) return asCallEvent({ ...object, CallDetails });
  if (isObject(object['ActionData']) || !fails) return null;
  return asCallEvent({ InvocationEventType: 'ACTION_FAILED', ActionData: object, CallDetails });
}
