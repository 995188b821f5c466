import { describe, expect, it } from 'vitest';
import { createMessageLog, SMA_MESSAGES } from '../../../src/emulator/sma/message-log.js';
import { fakeClock, fakeLogs } from './rig.js';

const GROUP = '/aws/ChimeSipMediaApplicationSipMessages/the-sma';

function logging() {
  const clock = fakeClock(Date.UTC(2026, 10, 22, 8, 30));
  const logs = fakeLogs();
  return { clock, logs, log: createMessageLog('the-sma', clock, logs) };
}

describe('the message log', () => {
  it('has no group before there is something to write, which is a line with its time and the transaction', () => {
    const { clock, logs, log } = logging();
    expect(logs.groups()).toEqual([]);
    clock.advance(1_500);
    log.write('the-call', SMA_MESSAGES.throttled);
    expect(logs.lines(GROUP)).toEqual([
      '2026-11-22T08:30:01.500Z transaction the-call: The AWS Lambda function was throttled.',
    ]);
  });

  it('keeps to one stream', () => {
    const { logs, log } = logging();
    log.write('one', 'x');
    log.write('two', 'y');
    expect(logs.streams(GROUP)).toHaveLength(1);
  });

  it('that is switched off writes nothing and makes no group, until it is on again', () => {
    const { logs, log } = logging();
    log.enabled = false;
    log.write('the-call', 'lost');
    log.ensureGroup();
    expect(logs.groups()).toEqual([]);
    log.enabled = true;
    log.write('the-call', 'kept');
    expect(logs.lines(GROUP)).toHaveLength(1);
  });

  it('makes its group again after the log groups were reset', () => {
    const { logs, log } = logging();
    log.write('the-call', 'x');
    logs.reset();
    log.ensureGroup();
    expect(logs.groups().map(({ logGroupName }) => logGroupName)).toEqual([GROUP]);
  });
});

it('the texts are those of the page "Debugging unexpected hangups"', () => {
  expect(SMA_MESSAGES).toMatchObject({
    timedOut: 'AWS Lambda client operation timed out.',
    unreadable: 'Error while reading actions list.',
    schemaVersion: 'The schema version in the invocation request does not match the schema version in the response.',
    emptyList: 'Actions list is empty.',
    tooManyActions: 'Too many actions specified in a response.',
    blank: 'Response is blank or empty',
    tooManyAttributes: 'Transaction Attributes has too many mappings. Maximum number of mappings is 100',
  });
  expect(SMA_MESSAGES.unsupportedAction('Dance')).toBe('Unsupported action Dance specified');
});

it('those about attributes that no page shows say which limit they mean', () => {
  expect(SMA_MESSAGES.attributesTooLarge).toBe('Transaction Attributes payload is larger than 20 KB');
  expect(SMA_MESSAGES.attributesUnreadable).toBe('Transaction Attributes is not a map of strings');
});
