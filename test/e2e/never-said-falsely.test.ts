/** Handlers of whose callers it was once said that they had not joined, or that they had, and who were taken out of their meetings. */
import { describe, expect, test } from 'vitest';
import { bridgeJson, meetingLegs, until, withCall } from './program.js';

interface Case {
  handler: string;
  logDelayMs?: number;
  wait: string;
  /** What may be said; nothing else is true of it. */
  said: string[];
  /** Where the caller is in the end. */
  joins: boolean;
}

const CASES: Case[] = [
  { handler: 'speaks-twice-then-joins', logDelayMs: 1_500, wait: '20s', said: ['JOINED'], joins: true },
  { handler: 'logs-a-template', logDelayMs: 1_500, wait: '20s', said: ['JOINED'], joins: true },
  { handler: 'logs-failures-alone', wait: '9s', said: ['UNCONFIRMED'], joins: true },
  { handler: 'tries-again-slowly', logDelayMs: 1_500, wait: '20s', said: ['JOINED'], joins: true },
  { handler: 'keeps-the-update', wait: '7s', said: ['UNCONFIRMED'], joins: true },
  { handler: 'bridges-to-a-telephone', wait: '9s', said: ['UNCONFIRMED'], joins: false },
];

describe.concurrent('what is said of a call is true, and its meeting stands', () => {
  test.each(CASES)('$handler', async ({ handler, logDelayMs = 0, wait, said, joins }) => {
    const { env, truth, requests, advance } = await withCall(handler, { logDelayMs });
    const { envelope } = await bridgeJson(['--wait', wait], { env });
    const { result } = envelope;
    expect(said).toContain(result?.verdict);
    expect([result?.undone, result?.leftovers]).toEqual([[], []]);
    if (result?.verdict !== 'JOINED') expect(result?.standing).toMatchObject([{ kind: 'meeting' }]);
    await advance(60_000);
    const placesOf = async () =>
      meetingLegs(await truth()).flatMap(({ status, meetingId }) => (status === 'Connected' ? [meetingId] : []));
    // The handler is a process of its own: what time alone brings about reaches the truth a moment later.
    if (joins) await until(async () => (await placesOf()).length > 0);
    expect(await placesOf()).toEqual(joins ? [result?.meeting?.meetingId] : []);
    const operations = (await requests()).map(({ operation }) => operation);
    expect(operations.filter((operation) => operation.startsWith('Delete'))).toEqual([]);
    expect(operations.filter((operation) => operation === 'UpdateSipMediaApplicationCall')).toHaveLength(1);
  });
});
