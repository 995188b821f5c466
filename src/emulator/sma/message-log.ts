import { randomBytes } from 'node:crypto';
import type { Clock, LogGroups } from '../world.js';

/**
 * What the SMA's message log says when a handler misbehaves (developer guide, "Debugging unexpected hangups"). The texts
 * are AWS's; the record around them is documented nowhere, ours is a plain line with the transaction id in it.
 */
export const SMA_MESSAGES = {
  timedOut: 'AWS Lambda client operation timed out.',
  throttled: 'The AWS Lambda function was throttled.',
  unreadable: 'Error while reading actions list.',
  schemaVersion: 'The schema version in the invocation request does not match the schema version in the response.',
  unsupportedAction: (name: string) => `Unsupported action ${name} specified`,
  emptyList: 'Actions list is empty.',
  tooManyActions: 'Too many actions specified in a response.',
  blank: 'Response is blank or empty',
  tooManyAttributes: 'Transaction Attributes has too many mappings. Maximum number of mappings is 100',
  attributesTooLarge: 'Transaction Attributes payload is larger than 20 KB',
  attributesUnreadable: 'Transaction Attributes is not a map of strings',
} as const;

export interface MessageLog {
  enabled: boolean;
  write(transactionId: string, message: string): void;
  /** Makes the log group again after the log groups were reset. */
  ensureGroup(): void;
}

export function createMessageLog(sipMediaApplicationId: string, clock: Clock, logs: LogGroups): MessageLog {
  const group = `/aws/ChimeSipMediaApplicationSipMessages/${sipMediaApplicationId}`;
  const stream = randomBytes(16).toString('hex');
  return {
    enabled: true,
    ensureGroup() {
      if (this.enabled) logs.ensureGroup(group);
    },
    write(transactionId, message) {
      if (!this.enabled) return;
      logs.ensureGroup(group);
      logs.append(group, stream, `${new Date(clock.now()).toISOString()} transaction ${transactionId}: ${message}`);
    },
  };
}
