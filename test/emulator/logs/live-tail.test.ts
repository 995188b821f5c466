import { describe, expect, it } from 'vitest';
import { startLiveTail } from '../../../src/emulator/logs/live-tail.js';
import { GROUP, refused, storeOf } from './store.js';

const ARN = `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`;
type Input = Parameters<typeof startLiveTail>[1];

interface Sent {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests' own view of an event
  payload: any;
  kind: string;
}

/** A session of Live Tail, and what it has sent. */
function tailing(more: Partial<Input> = {}, lines: string[] = [], delay = 0) {
  const store = storeOf(lines, delay);
  const sent: Sent[] = [];
  let ended = false;
  const { stop } = startLiveTail(store.logs, { logGroupIdentifiers: [ARN], ...more }, store.clock).begin({
    send: (type, payload, kind = 'event') => void sent.push({ type, payload, kind }),
    end: () => {
      ended = true;
    },
  });
  const updates = () => sent.filter(({ type }) => type === 'sessionUpdate').map(({ payload }) => payload);
  const heard = () =>
    updates().map(({ sessionResults }) => sessionResults.map((each: { message: string }) => each.message));
  return { ...store, sent, stop, updates, heard, ended: () => ended };
}

describe('a session', () => {
  it('begins with what was asked for', () => {
    const { sent } = tailing({ logEventFilterPattern: 'x' });
    expect(sent.map(({ type }) => type)).toEqual(['initial-response', 'sessionStart']);
    expect(sent[1]?.payload).toMatchObject({ logGroupIdentifiers: [ARN], logEventFilterPattern: 'x' });
  });

  it('sends each second what has come since, also where that is nothing', () => {
    const { clock, logs, heard } = tailing({}, ['a before']);
    clock.advance(999);
    expect(heard()).toEqual([]);
    clock.advance(1);
    clock.advance(500);
    logs.append(GROUP, 'a', 'one');
    logs.append(GROUP, 'b', 'two');
    clock.advance(1_500);
    expect(heard()).toEqual([[], ['one', 'two'], []]);
  });

  it('sends also what comes in the very millisecond in which it begins or has sent an update, once', () => {
    const { clock, logs, heard } = tailing();
    logs.append(GROUP, 'a', 'with the beginning');
    clock.advance(1_000);
    logs.append(GROUP, 'a', 'with the update');
    clock.advance(2_000);
    expect(heard()).toEqual([['with the beginning'], ['with the update'], []]);
  });

  it('sends a record once, in the second after it became readable', () => {
    const { clock, logs, heard } = tailing({}, [], 1_500);
    clock.advance(100);
    logs.append(GROUP, 'a', 'late');
    clock.advance(3_900);
    expect(heard()).toEqual([[], ['late'], [], []]);
  });

  it('sends once what became readable in the very millisecond of an update', () => {
    const { clock, logs, heard } = tailing({}, [], 600);
    clock.advance(400);
    logs.append(GROUP, 'a', 'on time');
    clock.advance(2_600);
    expect(heard()).toEqual([['on time'], [], []]);
  });

  it('does not send what was there in the millisecond in which it began', () => {
    const { logs, clock } = storeOf();
    logs.append(GROUP, 'a', 'before');
    const sent: object[] = [];
    const input = { logGroupIdentifiers: [ARN] };
    startLiveTail(logs, input, clock).begin({
      send: (_type, payload) => void sent.push(payload),
      end: () => undefined,
    });
    clock.advance(1_000);
    expect(sent.at(-1)).toMatchObject({ sessionResults: [] });
  });

  it('names the group as the request does, and no event id', () => {
    const { clock, logs, updates } = tailing();
    clock.advance(1);
    logs.append(GROUP, 'a', 'one');
    clock.advance(999);
    const [result] = updates()[0].sessionResults;
    expect(result).toMatchObject({ message: 'one', logStreamName: 'a', logGroupIdentifier: ARN });
    expect(result).not.toHaveProperty('eventId');
  });

  it.each<[Partial<Input>, string[]]>([
    [{ logEventFilterPattern: 'o' }, ['one', 'two']],
    [{ logStreamNames: ['b'] }, ['two']],
    [{ logStreamNamePrefixes: ['c', 'a'] }, ['one', 'three']],
  ])('with %j sends those alone', (more, expected) => {
    const { clock, logs, heard } = tailing(more);
    clock.advance(1);
    logs.append(GROUP, 'a1', 'one');
    logs.append(GROUP, 'b', 'two');
    logs.append(GROUP, 'a2', 'three');
    clock.advance(999);
    expect(heard()[0]).toEqual(expected);
  });

  it('sends 500 at most, and says that there were more', () => {
    const { clock, logs, updates } = tailing();
    clock.advance(1);
    for (let count = 0; count < 501; count += 1) logs.append(GROUP, 'a', 'x');
    clock.advance(999);
    logs.append(GROUP, 'a', 'x');
    clock.advance(1_000);
    expect(updates()[0].sessionResults).toHaveLength(500);
    expect(updates().map(({ sessionMetadata }) => sessionMetadata.sampled)).toEqual([true, false]);
  });

  it('ends after three hours with an exception', () => {
    const { clock, sent, ended } = tailing();
    clock.advance(3 * 60 * 60_000 - 1);
    expect(ended()).toBe(false);
    clock.advance(1);
    expect(sent.at(-1)).toMatchObject({ type: 'SessionTimeoutException', kind: 'exception' });
    expect(ended()).toBe(true);
    const { length } = sent;
    clock.advance(10_000);
    expect(sent).toHaveLength(length);
  });

  it('that is stopped sends nothing more', () => {
    const { clock, sent, stop } = tailing();
    stop();
    clock.advance(10_000);
    expect(sent).toHaveLength(2);
  });
});

describe('a session that is refused', () => {
  const asked = (more: Partial<Input>) => refused(() => tailing(more));

  it.each<[string, Partial<Input>]>([
    ['names in place of ARNs', { logGroupIdentifiers: [GROUP] }],
    ['ARNs that end with an asterisk', { logGroupIdentifiers: [`${ARN}:*`] }],
    ['streams by name and by prefix', { logStreamNames: ['a'], logStreamNamePrefixes: ['a'] }],
    ['streams of several groups', { logGroupIdentifiers: [ARN, ARN], logStreamNames: ['a'] }],
    ['a pattern that is none', { logEventFilterPattern: '{' }],
  ])('has %s', (_what, more) => {
    expect(asked(more)).toBe('InvalidParameterException');
  });

  it('is of a group that is not there', () => {
    expect(asked({ logGroupIdentifiers: [`${ARN}-other`] })).toBe('ResourceNotFoundException');
  });
});
