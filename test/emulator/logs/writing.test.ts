import { describe, expect, it } from 'vitest';
import { createLogGroup, createLogStream, putLogEvents } from '../../../src/emulator/logs/writing.js';
import { GROUP, NOW, refused, storeOf } from './store.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const OLDEST = NOW - 14 * DAY;
const NEWEST = NOW + 2 * HOUR;

const putting = () => {
  const { logs } = storeOf();
  logs.ensureStream(GROUP, 'a');
  const put = (...times: number[]) =>
    putLogEvents(
      logs,
      { ...place, logEvents: times.map((timestamp, index) => ({ timestamp, message: `m${index}` })) },
      NOW,
    );
  const place = { logGroupName: GROUP, logStreamName: 'a' };
  const written = () => logs.read(GROUP)?.map(({ message }) => message);
  return { logs, put, place, written };
};

describe('PutLogEvents', () => {
  it('writes each event with its own time', () => {
    const { logs, put, written } = putting();
    expect(put(NOW - 5, NOW)).not.toHaveProperty('rejectedLogEventsInfo');
    expect(written()).toEqual(['m0', 'm1']);
    expect(logs.read(GROUP)?.map(({ timestamp }) => timestamp)).toEqual([NOW - 5, NOW]);
  });

  it.each<[string, number[], string[], object | undefined]>([
    ['takes what is exactly 14 days old', [OLDEST], ['m0'], undefined],
    ['rejects what is older', [OLDEST - 2, OLDEST - 1, OLDEST], ['m2'], { tooOldLogEventEndIndex: 2 }],
    ['takes what is exactly two hours ahead', [NEWEST], ['m0'], undefined],
    ['rejects what is further ahead', [NOW, NEWEST + 1, NEWEST + 2], ['m0'], { tooNewLogEventStartIndex: 1 }],
    [
      'rejects both, and takes what is between',
      [OLDEST - 1, NOW, NEWEST + 1],
      ['m1'],
      { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 },
    ],
    ['takes nothing where all are rejected', [OLDEST - 1], [], { tooOldLogEventEndIndex: 1 }],
  ])('%s', (_what, times, taken, rejected) => {
    const { put, written } = putting();
    expect((put(...times) as { rejectedLogEventsInfo?: object }).rejectedLogEventsInfo).toEqual(rejected);
    expect(written()).toEqual(taken);
  });

  it.each<[string, number[]]>([
    ['events out of order', [NOW, NOW - 1]],
    ['more than 24 hours from first to last', [NOW - DAY - 1, NOW]],
  ])('refuses %s, and writes nothing', (_what, times) => {
    const { put, written } = putting();
    expect(refused(() => put(...times))).toBe('InvalidParameterException');
    expect(written()).toEqual([]);
  });

  it('takes exactly 24 hours, and several events of one moment', () => {
    const { put, written } = putting();
    put(NOW - DAY, NOW, NOW);
    expect(written()).toHaveLength(3);
  });

  it('takes 1 MiB, of which each event needs 26 bytes more than its message', () => {
    const { logs, place } = putting();
    const event = (length: number) => [{ timestamp: NOW, message: 'x'.repeat(length) }];
    putLogEvents(logs, { ...place, logEvents: event(2 ** 20 - 26) }, NOW);
    const tooMuch = () => putLogEvents(logs, { ...place, logEvents: event(2 ** 20 - 25) }, NOW);
    expect(refused(tooMuch)).toBe('InvalidParameterException');
  });

  it('ignores a sequence token, and gives the next one', () => {
    const { logs, place } = putting();
    const logEvents = [{ timestamp: NOW, message: 'x' }];
    const { nextSequenceToken } = putLogEvents(logs, { ...place, logEvents, sequenceToken: 'old' }, NOW) as {
      nextSequenceToken: string;
    };
    expect(nextSequenceToken).toMatch(/^\S{56}$/);
  });

  it('wants a stream that is there', () => {
    const { logs } = putting();
    const to = (logGroupName: string, logStreamName: string) => () =>
      putLogEvents(logs, { logGroupName, logStreamName, logEvents: [{ timestamp: NOW, message: 'x' }] }, NOW);
    expect(refused(to(GROUP, 'b'))).toBe('ResourceNotFoundException');
    expect(refused(to('other', 'a'))).toBe('ResourceNotFoundException');
  });
});

describe('a new group or stream', () => {
  it('can be read at once, and is made once', () => {
    const { logs } = storeOf();
    createLogGroup(logs, { logGroupName: 'new' });
    createLogStream(logs, { logGroupName: 'new', logStreamName: 'a' });
    expect(logs.streams('new')).toHaveLength(1);
    expect(refused(() => createLogGroup(logs, { logGroupName: 'new' }))).toBe('ResourceAlreadyExistsException');
    const again = () => createLogStream(logs, { logGroupName: 'new', logStreamName: 'a' });
    expect(refused(again)).toBe('ResourceAlreadyExistsException');
  });

  it('of a stream needs its group', () => {
    const make = () => createLogStream(storeOf().logs, { logGroupName: 'none', logStreamName: 'a' });
    expect(refused(make)).toBe('ResourceNotFoundException');
  });

  it.each([
    { logGroupName: 'aws/lambda' },
    { logGroupName: 'new', logGroupClass: 'INFREQUENT_ACCESS' },
    { logGroupName: 'new', logGroupClass: 'DELIVERY' },
  ] as const)('%j is refused', (input) => {
    expect(refused(() => createLogGroup(storeOf().logs, input))).toBe('InvalidParameterException');
  });
});
