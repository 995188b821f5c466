import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import {
  end,
  hangUp,
  REQUEST_1,
  REQUEST_2,
  record,
  report,
  start,
  succeeded,
  TRANSACTION,
  update,
} from '../samples.js';

/** As a runtime writes a text that holds line ends: a record a line, `step` ms apart. */
const printed = (value: object, options: { at?: number; step?: number; before?: string; stream?: string } = {}) => {
  const { at = 0, step = 0, before = '', stream } = options;
  return `${before}${JSON.stringify(value, null, 2)}`
    .split('\n')
    .map((line, index) => record(line, at + index * step, stream === undefined ? {} : { stream }));
};

const types = (records: LogRecord[]) => readTimeline(records).events.map(({ event }) => event.type);

describe('an event printed over many records is found', () => {
  it.each([
    ['with a millisecond between its lines', { step: 1 }],
    ['all in one millisecond', { step: 0 }],
    ['behind a word on the first line', { before: 'Received event: ' }],
    ['behind a lone brace on the first line', { before: 'Received { ' }],
    ["behind Python's prefix", { before: `[INFO]\t2026-11-23T14:29:12.345Z\t${REQUEST_1}\t` }],
  ])('%s', (_, options) => {
    const { events, fragments } = readTimeline(printed(succeeded(4), options));
    expect(events).toMatchObject([{ event: { type: 'ACTION_SUCCESSFUL', sequence: 4, transactionId: TRANSACTION } }]);
    expect(fragments).toEqual([]);
  });

  it('with the platform and other lines around it', () => {
    const lines = [
      record(start(REQUEST_1)),
      record('hello { world'),
      ...printed(update(2)),
      record('done'),
      record(end(REQUEST_1)),
    ];
    const { events } = readTimeline(lines);
    expect(events).toMatchObject([{ event: { type: 'CALL_UPDATE_REQUESTED' }, requestId: REQUEST_1 }]);
  });

  it('one after the other', () => {
    expect(
      types([...printed(update(2)), ...printed(succeeded(4), { at: 5 }), ...printed(hangUp(6), { at: 9 })]),
    ).toEqual(['CALL_UPDATE_REQUESTED', 'ACTION_SUCCESSFUL', 'HANGUP']);
  });

  it('while another stream writes its own at the same time', () => {
    const one = printed(update(2), { step: 2, stream: 'one' });
    const other = printed(succeeded(4), { at: 1, step: 2, stream: 'two' });
    const interleaved = one.flatMap((line, index) => [line, ...other.slice(index, index + 1)]);
    expect(types([...interleaved, ...other.slice(one.length)]).sort()).toEqual([
      'ACTION_SUCCESSFUL',
      'CALL_UPDATE_REQUESTED',
    ]);
  });

  it('whatever the order in which its records are given', () => {
    const lines = [...printed(update(2)), ...printed(succeeded(4), { at: 3 })];
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(types(shuffled)).toEqual(['CALL_UPDATE_REQUESTED', 'ACTION_SUCCESSFUL']);
      }),
    );
  });

  it('when the records that hold its id were read before the others', () => {
    const lines = printed(succeeded(4));
    const [withId, others] = [lines.filter((line) => line.message.includes(TRANSACTION)), lines];
    expect(withId).toHaveLength(1);
    expect(types([...withId, ...others])).toEqual(['ACTION_SUCCESSFUL']);
  });
});

describe('a piece of an event', () => {
  it('is told as a fragment, so that the records around it are read', () => {
    const [piece] = printed(succeeded(4)).filter(({ message }) => message.includes('TransactionId'));
    const { events, fragments } = readTimeline([piece as LogRecord]);
    expect(events).toEqual([]);
    expect(fragments).toMatchObject([{ group: piece?.group, stream: piece?.stream, time: piece?.time }]);
  });

  it('is not joined over the end of its request', () => {
    const lines = printed(update(2));
    const broken = [record(start(REQUEST_1)), ...lines.slice(0, 8), record(end(REQUEST_1)), record(report(REQUEST_1))];
    const next = [record(start(REQUEST_2), 50), record(succeeded(4), 60), record(end(REQUEST_2), 70)];
    expect(readTimeline([...broken, ...next]).events).toMatchObject([
      { event: { type: 'ACTION_SUCCESSFUL' }, requestId: REQUEST_2 },
    ]);
  });

  it('hides no whole event behind it', () => {
    const lines = printed(update(2));
    expect(types([...lines.slice(0, 5), record(succeeded(4), 10), record(hangUp(5), 20)])).toEqual([
      'ACTION_SUCCESSFUL',
      'HANGUP',
    ]);
  });
});
