import { describe, expect, it } from 'vitest';
import { eventIn } from '../../src/input/event-file.js';
import { event, OTHER_TRANSACTION, TRANSACTION, update } from '../core/samples.js';

describe('the event of a pasted text', () => {
  it.each([
    ['alone', JSON.stringify(update(3))],
    ['pretty-printed', JSON.stringify(update(3), null, 2)],
    ['in a log line', `2026-11-23T14:29:12.345Z\tid\tINFO\tevent ${JSON.stringify(update(3))}`],
    ['after an earlier one', `${JSON.stringify(event('NEW_INBOUND_CALL', 1))}\n${JSON.stringify(update(3))}`],
    ['before an earlier one', `${JSON.stringify(update(3))}\n${JSON.stringify(event('NEW_INBOUND_CALL', 1))}`],
    ['behind a byte order mark', `\ufeff${JSON.stringify(update(3))}`],
    ['in a list of log events', JSON.stringify({ events: [{ message: JSON.stringify(update(3)) }] })],
  ])('%s is read', (_, text) => {
    expect(eventIn(text)).toMatchObject({ type: 'CALL_UPDATE_REQUESTED', sequence: 3, transactionId: TRANSACTION });
  });

  it.each([
    '',
    '{}',
    'hello',
    '[1, 2]',
    '{"CallDetails":{}}',
    '{"InvocationEventType":"HANGUP"',
    'null',
    '{'.repeat(100_000),
  ])('that is %.40o is refused: exit 2', (text) =>
    expect(() => eventIn(text)).toThrow(expect.objectContaining({ code: 'FILE_INVALID', exitCode: 2 })),
  );

  it('of several calls is refused: which one is meant?', () => {
    const other = event('NEW_INBOUND_CALL', 1, {}, { TransactionId: OTHER_TRANSACTION });
    expect(() => eventIn(`${JSON.stringify(update(3))}${JSON.stringify(other)}`)).toThrow(
      expect.objectContaining({ code: 'IDS_CONTRADICT', exitCode: 2 }),
    );
  });
});
