import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { Failure } from '../../../src/core/failure.js';
import type { LogRecord, RecordPage, RecordQuery } from '../../../src/core/ports/records.js';
import { withCauseOfEnd } from '../../../src/core/proof/why-ended.js';

const TRANSACTION = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const SMA = '266e0891-0fe9-4718-a3a8-15b67842c128';
const REQUEST = '7f2f1c9e-52a1-4a7e-8f0d-6f5f6b0d8a11';
const event = (type: string, more: object = {}) =>
  JSON.stringify({
    SchemaVersion: '1.0',
    Sequence: 2,
    InvocationEventType: type,
    CallDetails: {
      TransactionId: TRANSACTION,
      SipMediaApplicationId: SMA,
      Participants: [
        { CallId: '9ff01357-23c5-4611-9dd3-f05f9d654faa', ParticipantTag: 'LEG-A', Status: 'Disconnected' },
      ],
    },
    ...more,
  });
const HANGUP = event('HANGUP', { ActionData: { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A' } } });
const line = (text: string) => `2026-11-28T10:00:00.000Z\t${REQUEST}\tINFO\t${text}`;
const records = (group: string, messages: string[]): LogRecord[] =>
  messages.map((message, at) => ({ id: `${at}`, group, stream: 's', time: 1_000 + at, ingestedAt: null, message }));

async function causeOf(own: string[], messages: string[] = [], code: Failure['code'] = 'CALL_ENDED') {
  const all = records('/aws/lambda/h', [...own, line(HANGUP)]);
  const read = async ({ group }: RecordQuery): Promise<RecordPage> => ({
    records: group === '/aws/lambda/h' ? all : records(group, messages),
    complete: true,
    next: null,
    failure: null,
    readAt: null,
    requestIds: [],
  });
  const ended = new Failure(code, 'The call has ended: its records show the hang-up.');
  return withCauseOfEnd(ended, readTimeline(all).events, { read }, new AbortController().signal);
}

describe('what led to the end of a call is named, not the hang-up', () => {
  const invalid = { ErrorType: 'InvalidActionList', ErrorMessage: 'Error while reading actions list.' };
  it.each<[string, string[], string[], { message: RegExp; cause: RegExp }]>([
    [
      'an answer that could not be used',
      [line(event('INVALID_LAMBDA_RESPONSE', invalid))],
      [],
      { message: /could not use/, cause: /^INVALID_LAMBDA_RESPONSE: InvalidActionList/ },
    ],
    [
      'an error',
      [
        line(event('NEW_INBOUND_CALL')),
        `2026-11-28T10:00:00.000Z\t${REQUEST}\tERROR\tInvoke Error \t{"errorType":"RangeError","errorMessage":"no table"}`,
      ],
      [],
      { message: /handler failed/, cause: /^Lambda: RangeError: no table/ },
    ],
    [
      'what the message log says of an answer',
      [],
      ['transaction x: Response is blank or empty'],
      { message: /could not use/, cause: /^INVALID_LAMBDA_RESPONSE; .*Response is blank/ },
    ],
    [
      'a time-out',
      [],
      ['transaction x: AWS Lambda client operation timed out.'],
      { message: /did not answer in time/, cause: /timed out/ },
    ],
  ])('%s', async (_what, own, messages, { message, cause }) => {
    expect(await causeOf(own, messages)).toMatchObject({
      code: 'CALL_ENDED',
      message: expect.stringMatching(message),
      cause: expect.stringMatching(cause),
    });
  });

  it('a hang-up alone stays one, and another failure stays as it is', async () => {
    expect((await causeOf([], ['transaction x: something else'])).message).toContain('records show the hang-up');
    const bridged = await causeOf([], ['transaction x: Response is blank or empty'], 'CALL_BRIDGED');
    expect(bridged.message).toContain('records show the hang-up');
  });
});
