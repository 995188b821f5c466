import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiAnswer } from '../../../src/emulator/sma/invocation-api.js';
import type { InvocationOutcome } from '../../../src/emulator/sma/lambda-function.js';
import { createRemoteFunction } from '../../../src/emulator/sma/remote-function.js';
import { fakeClock, fakeLogs } from './rig.js';
import { turns } from './turns.js';

interface Asked {
  url: string;
  event: unknown;
  signal: AbortSignal;
  answer(answer: ApiAnswer): void;
  fail(error: Error): void;
}

const asked = vi.hoisted(() => [] as Asked[]);
vi.mock('../../../src/emulator/sma/invocation-api.js', () => ({
  invokeOverHttp: (url: string, event: unknown, signal: AbortSignal) =>
    new Promise<ApiAnswer>((answer, fail) => {
      signal.addEventListener('abort', () => fail(new Error('aborted')));
      asked.push({ url, event, signal, answer, fail });
    }),
}));

const GROUP = '/aws/lambda/mine';
const URL = 'http://127.0.0.1:9000/2015-03-31/functions/mine/invocations';
const says = (text: string, log: string[] | null = null): ApiAnswer => ({ kind: 'answered', text, log });

function remote() {
  const logs = fakeLogs();
  const stderr: string[] = [];
  const deps = { clock: fakeClock(Date.UTC(2026, 10, 22)), logs, logGroupName: GROUP, url: URL };
  const lambda = createRemoteFunction({ ...deps, stderr: (line) => stderr.push(line) });
  const invoke = async (event: unknown = {}) => {
    const mine = { outcome: undefined as InvocationOutcome | undefined };
    void lambda.invoke(event).then((outcome) => {
      mine.outcome = outcome;
    });
    await turns(1);
    return mine;
  };
  return { lambda, logs, stderr, invoke };
}

beforeEach(() => {
  asked.length = 0;
});

describe('a function behind a URL', () => {
  it('has its log group before it is invoked', () => {
    expect(
      remote()
        .logs.groups()
        .map(({ logGroupName }) => logGroupName),
    ).toEqual([GROUP]);
  });

  it('is asked at its URL, and its answer is handed on', async () => {
    const mine = await remote().invoke({ Sequence: 1 });
    expect(asked[0]).toMatchObject({ url: URL, event: { Sequence: 1 } });
    asked[0]?.answer(says('{"SchemaVersion":"1.0"}'));
    await turns();
    expect(mine.outcome).toEqual({ kind: 'answered', text: '{"SchemaVersion":"1.0"}' });
  });

  it('that answers something else than JSON has answered a text', async () => {
    const mine = await remote().invoke();
    asked[0]?.answer(says('hello "there"'));
    await turns();
    expect(mine.outcome).toEqual({ kind: 'answered', text: '"hello \\"there\\""' });
  });

  it('that fails has failed, and nothing is said of it: the tail of its log does', async () => {
    const { invoke, stderr, logs } = remote();
    const mine = await invoke();
    asked[0]?.answer({ kind: 'failed', text: '{}', log: ['ERROR no'] });
    await turns();
    expect(mine.outcome).toEqual({ kind: 'failed' });
    expect(stderr).toEqual([]);
    expect(logs.lines(GROUP)).toEqual(['ERROR no']);
  });

  it('that does not answer as Lambda does has failed, and the operator hears why', async () => {
    const { invoke, stderr } = remote();
    const mine = await invoke();
    asked[0]?.fail(new Error('connect ECONNREFUSED'));
    await turns();
    expect(mine.outcome).toEqual({ kind: 'failed' });
    expect(stderr).toEqual([`The handler at ${URL} did not answer: connect ECONNREFUSED`]);
  });

  it('has its records in one stream, named by the day', async () => {
    const { invoke, logs } = remote();
    for (const index of [0, 1]) {
      await invoke();
      asked[index]?.answer(says('{}', [`line ${index}`]));
      await turns();
    }
    expect(logs.lines(GROUP)).toEqual(['line 0', 'line 1']);
    expect(logs.streams(GROUP)).toEqual([expect.stringMatching(/^2026\/11\/22\/\[\$LATEST\][0-9a-f]{32}$/)]);
  });

  it('is asked one thing at a time', async () => {
    const { invoke } = remote();
    await invoke('one');
    await invoke('two');
    expect(asked.map(({ event }) => event)).toEqual(['one']);
    asked[0]?.answer(says('{}'));
    await turns();
    expect(asked.map(({ event }) => event)).toEqual(['one', 'two']);
  });
});

describe('an interruption', () => {
  it('fails what runs and what waits without a word, and what comes after is asked', async () => {
    const { lambda, invoke, stderr } = remote();
    const running = await invoke('running');
    const waiting = await invoke('waiting');
    lambda.interrupt();
    await turns();
    await invoke('next');
    expect([running.outcome, waiting.outcome]).toEqual([{ kind: 'failed' }, { kind: 'failed' }]);
    expect(asked.map(({ event }) => event)).toEqual(['running', 'next']);
    expect(stderr).toEqual([]);
  });

  it('by closing is the last: nothing is asked any more', async () => {
    const { lambda, invoke } = remote();
    lambda.close();
    expect((await invoke()).outcome).toEqual({ kind: 'failed' });
    expect(asked).toEqual([]);
  });
});
