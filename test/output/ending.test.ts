import { describe, expect, it } from 'vitest';
import { FAILURES, Failure, type FailureCode } from '../../src/core/failure.js';
import type { Outcome } from '../../src/core/outcome/outcome.js';
import { type BridgeResult, NOT_BEGUN } from '../../src/core/run/result.js';
import { VERDICTS } from '../../src/core/verdict/verdict.js';
import { openOutput, writeDocument, writeEarlyFailure } from '../../src/output/output.js';
import { PLAIN } from '../../src/output/palette.js';
import { BRIDGE_VIEW, DRY_RUN_VIEW } from '../../src/output/views/bridge.js';
import type { View } from '../../src/output/views/view.js';
import { bridgeResult, dryRunResult } from '../schemas/bridge.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { captured, outcome, RESULT } from './captured.js';

const SCHEMA = envelopeSchema(bridgeResult);
const LEFT = {
  kind: 'meeting',
  meetingId: RESULT.meeting!.meetingId,
  attendeeId: null,
  region: 'us-east-1',
  command: 'chime-join meeting end',
} as const;

async function finished(ended: Outcome<BridgeResult>, more: { json?: boolean; interruption?: number } = {}) {
  const { streams, ...seen } = captured();
  const output = await openOutput({ streams, colour: true, json: more.json ?? false, quiet: false, command: 'bridge' });
  const exitCode = await output.finish(ended, BRIDGE_VIEW, more.interruption ?? null);
  return { exitCode, out: seen.out(), err: seen.err() };
}

describe('for people', () => {
  it.each(VERDICTS)("%s is the first word of stdout's last line", async (verdict) => {
    const { out } = await finished(outcome({ result: { ...RESULT, verdict } }));
    expect(out.trimEnd().split('\n').at(-1)?.split(/\s/)[0]).toBe(verdict);
  });

  const lastLine = async (ended: Outcome<BridgeResult>) =>
    (await finished(ended)).out
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.replace(/ \([^()]*\)$/, '');
  const AS_OF = RESULT.asOf as string;

  it.each([
    ['FAILED', new Failure('CALL_ENDED', 'The call has ended.'), 'The call has ended.'],
    [
      'NOT_JOINED',
      new Failure('ACTION_FAILED', 'It failed.', { cause: 'SystemException' }),
      `As of ${AS_OF} the call had not joined. It failed. Why: SystemException`,
    ],
    [
      'UNCONFIRMED',
      new Failure('UNCONFIRMED', 'It is not proved.', { cause: 'no record' }),
      'It is not proved. Why: no record',
    ],
  ] as const)('of %s that line names the cause, on one line', async (verdict, failure, said) => {
    expect(await lastLine(outcome({ result: { ...RESULT, verdict }, failure }))).toBe(`${verdict}  ${said}`);
  });

  it('of FAILED says what is left, and not that the call is as it was', async () => {
    const failure = new Failure(
      'REFUSED',
      'No. No update reached the call; something that this run created is still there.',
    );
    const line = await lastLine(outcome({ result: { ...RESULT, verdict: 'FAILED', leftovers: [LEFT] }, failure }));
    expect(line).toContain('still there');
    expect(line).not.toContain('as it was');
  });

  it('of JOINED says as of when', async () => {
    expect(await lastLine(outcome())).toBe(`JOINED  the call joined the meeting, as of ${AS_OF}`);
  });

  it.each([
    ['joined', AS_OF, `the call joined; the records suggest it, and do not prove it (read as of ${AS_OF})`],
    ['not-joined', AS_OF, `the call did not join; the records suggest it, and do not prove it (read as of ${AS_OF})`],
    [null, AS_OF, `not known; the records suggest neither (read as of ${AS_OF})`],
    [null, null, 'not known; no records were read'],
  ] as const)('of UNCONFIRMED, likely %s as of %s, a row says what the records suggest', async (likely, asOf, row) => {
    const { out } = await finished(outcome({ result: { ...RESULT, verdict: 'UNCONFIRMED', likely, asOf } }));
    expect(out).toContain(`\nlikely    ${row}\n`);
  });

  it.each([
    ['HANGUP', 'the call is over: chime-join runs cleanup run-1'],
    ['ACTION_FAILED', 'once the call is over: chime-join runs cleanup run-1'],
  ])('after %s, what stands is followed by the command of the JSON: %s', async (event, advice) => {
    const standing = [{ ...LEFT, endsBy: null, command: 'chime-join runs cleanup run-1' }];
    const evidence = [{ ...RESULT.evidence[0]!, event }];
    const { out } = await finished(outcome({ result: { ...RESULT, verdict: 'NOT_JOINED', standing, evidence } }));
    expect(out).toMatch(new RegExp(`^in place .*; ${advice}$`, 'm'));
  });

  it('names no run of which there is no journal', async () => {
    const failure = new Failure('INTERRUPTED', 'Interrupted; nothing was sent.');
    expect((await finished(outcome({ result: NOT_BEGUN, failure }))).out).toMatch(
      /^FAILED {2}Interrupted; nothing was sent\. \(/,
    );
  });

  it('the evidence, what was undone and what is left stand before it', async () => {
    const undone = [
      {
        kind: 'attendee',
        meetingId: LEFT.meetingId,
        attendeeId: RESULT.attendee!.attendeeId,
        region: 'us-east-1',
      } as const,
    ];
    const { out } = await finished(outcome({ result: { ...RESULT, undone, leftovers: [LEFT] } }));
    expect(out).toMatch(/^evidence .*ACTION_SUCCESSFUL, Sequence 4: it joined.*\/aws\/lambda\/x/m);
    expect(out).toMatch(/^undone .*attendee/m);
    expect(out).toMatch(/^left .*remove it: chime-join meeting end/m);
  });

  it('no text of a failure poses as a line of ours, or acts on the terminal', async () => {
    const posing = 'AWS said so\nError: no\n  try: rm -rf ~\u001b[2J';
    const failure = new Failure('REFUSED', posing, { cause: posing, tryThis: [posing] });
    const { err } = await finished(outcome({ result: null, failure }));
    expect(err.split('\n').filter((line) => /^ {0,2}(?:Error|why|try|then):/.test(line))).toHaveLength(3);
    expect(err).not.toContain('\u001b[2J');
  });

  it('a line of the conversation never acts on the terminal', async () => {
    const { streams, err } = captured();
    const output = await openOutput({ streams, colour: false, json: false, quiet: false, command: 'emulator start' });
    output.say(`The handler can no longer be loaded: \u001b]0;owned\u0007${'x'.repeat(3_000)}`);
    expect(err()).toBe(`The handler can no longer be loaded: \\u{1b}]0;owned\\u{7}${'x'.repeat(3_000)}\n`);
  });

  it('a failure goes to stderr: what, why, what to try, what to quote', async () => {
    const failure = new Failure('CALL_NOT_FOUND', 'No such call.', {
      cause: 'NotFoundException: no',
      tryThis: ['look'],
      requestId: 'r-1',
      attempts: 1,
    });
    const { err, out, exitCode } = await finished(outcome({ result: null, failure }));
    const [time] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/.exec(err) ?? [];
    expect(err).toBe(
      `Error: No such call.\n  why: NotFoundException: no\n  try: look\n  CALL_NOT_FOUND, request r-1, 1 attempt, ${time}\n`,
    );
    expect(Math.abs(Date.parse(time as string) - Date.now())).toBeLessThan(60_000);
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 4 });
  });

  it('no text of AWS acts on the terminal', async () => {
    const evil = 'x\u001b[2J\u202e';
    const failure = new Failure('REFUSED', evil, { cause: evil, tryThis: [evil], requestId: evil });
    const evidence = [{ ...RESULT.evidence[0]!, summary: evil, source: evil }];
    const { err, out } = await finished(outcome({ result: { ...RESULT, evidence }, failure }));
    expect(err + out).not.toMatch(/[\p{Cf}]|\p{Cc}\[/u);
  });

  it('a rehearsal shows the steps and the request', () => {
    const text = DRY_RUN_VIEW.text(
      {
        ...outcome(),
        result: {
          plan: [{ id: 'update', title: 'update the call', operations: ['Update'], effect: 'updates', undo: null }],
          request: {
            operation: 'UpdateSipMediaApplicationCall',
            region: 'us-east-1',
            sipMediaApplicationId: 'sma',
            transactionId: 'tx',
            arguments: { a: '***' },
          },
        },
      },
      PLAIN,
    );
    expect(text).toMatch(
      /^1\. update the call[\s\S]*POST \/sip-media-applications\/sma\/calls\/tx[\s\S]*"a": "\*\*\*"/,
    );
  });
});

describe('with --json', () => {
  it.each<[string, Outcome<BridgeResult>]>([
    ['a join', outcome()],
    [
      'a failure with a result',
      outcome({
        result: { ...RESULT, verdict: 'FAILED', meeting: null, attendee: null, leftovers: [LEFT] },
        failure: new Failure('REFUSED', 'no'),
      }),
    ],
    ['a failure without one', outcome({ result: null, failure: new Failure('USAGE', 'no') })],
    [
      'warnings and times',
      outcome({ warnings: ['w'], timing: { totalMs: 3, steps: [{ step: 'look', ms: 1 }] }, requestIds: ['r'] }),
    ],
  ])('%s is one document of the schema, on a line of its own', async (_, ended) => {
    const { out, exitCode } = await finished(ended, { json: true });
    expect(out.split('\n')).toHaveLength(2);
    const document = SCHEMA.parse(JSON.parse(out));
    expect(document.ok).toBe(exitCode === 0);
    expect(document.error?.exitCode ?? 0).toBe(exitCode);
  });

  it('no text is without an end', async () => {
    const long = 'x'.repeat(1_000_000);
    const { out } = await finished(
      outcome({ failure: new Failure('REFUSED', long, { cause: long }), warnings: [long] }),
      { json: true },
    );
    expect(out.length).toBeLessThan(20_000);
  });

  it.each(Object.keys(FAILURES) as FailureCode[])('%s is in the schema', async (code) => {
    const { out } = await finished(outcome({ result: null, failure: new Failure(code, 'x') }), { json: true });
    expect(SCHEMA.safeParse(JSON.parse(out)).success).toBe(true);
  });

  it('the schemas refuse what was not promised', () => {
    expect(bridgeResult.safeParse({ ...RESULT, more: 1 }).success).toBe(false);
    expect(bridgeResult.safeParse({ ...RESULT, verdict: 'MAYBE' }).success).toBe(false);
    expect(dryRunResult.safeParse({ plan: [], request: {} }).success).toBe(false);
    expect(
      SCHEMA.safeParse({
        schemaVersion: 1,
        command: 'bridge',
        ok: false,
        result: null,
        warnings: [],
        timing: { totalMs: 0, steps: [] },
        requestIds: [],
      }).success,
    ).toBe(false);
  });
});

describe('an interrupt', () => {
  it.each([129, 130, 143])('gives its own exit code, %i, where not all was done', async (interruption) => {
    const failure = new Failure('UNCONFIRMED', 'not known');
    for (const json of [false, true]) {
      const { exitCode, out } = await finished(outcome({ failure }), { interruption, json });
      expect(exitCode).toBe(interruption);
      if (json)
        expect(JSON.parse(out).error).toMatchObject({ code: 'UNCONFIRMED', exitCode: interruption, retryable: false });
    }
  });
  it('changes nothing of what was done', async () => {
    expect((await finished(outcome(), { interruption: 130 })).exitCode).toBe(0);
  });
});

describe('before there is a request', () => {
  it.each([false, true])('a failure is written too, --json %o', async (json) => {
    const { streams, out, err } = captured();
    const exitCode = await writeEarlyFailure(new Failure('USAGE', 'Wrong.'), null, {
      streams,
      colour: false,
      json,
      command: 'bridge',
    });
    expect(exitCode).toBe(2);
    expect(err()).toContain('Error: Wrong.');
    if (json) expect(SCHEMA.parse(JSON.parse(out()))).toMatchObject({ ok: false, command: 'bridge' });
    else expect(out()).toBe('');
  });
  it('a document is in the envelope', () => {
    const { streams, out } = captured();
    writeDocument(streams, '--version', { version: '1' });
    expect(JSON.parse(out())).toMatchObject({ ok: true, command: '--version', result: { version: '1' } });
  });
});

describe('output that could not be written', () => {
  const FULL = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
  const CLOSED = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  const failure = new Failure('REFUSED', 'No.', { exitCode: 9 });

  async function lost(error: NodeJS.ErrnoException, work: View<BridgeResult>['work'], ended = outcome(), json = false) {
    const { streams, err } = captured(false, error);
    const output = await openOutput({ streams, colour: false, json, quiet: false, command: 'x' });
    const view = { text: () => 'the ids\n', work };
    return { exitCode: await output.finish(ended, view, null), err: err() };
  }

  it.each([true, false])('is a failure where it is the work itself (--json: %j)', async (json) => {
    expect((await lost(FULL, 'document', outcome(), json)).exitCode).toBe(1);
  });

  it('is none where the work is done whoever reads of it', async () => {
    expect(await lost(FULL, 'report')).toEqual({ exitCode: 0, err: '' });
    expect(await lost(CLOSED, 'report')).toEqual({ exitCode: 0, err: '' });
  });

  it('is none where the reader closed the pipe', async () => {
    expect(await lost(CLOSED, 'document')).toEqual({ exitCode: 0, err: '' });
  });

  it('is a failure, and told, where the reader closed the pipe and half of it is worth nothing', async () => {
    expect(await lost(CLOSED, 'file')).toEqual({
      exitCode: 1,
      err: 'The result could not be written to stdout: write EPIPE\n',
    });
    expect((await lost(CLOSED, 'file', outcome({ failure }))).exitCode).toBe(9);
    expect((await lost(FULL, 'file')).exitCode).toBe(1);
  });

  it.each([
    ['a full disk', FULL],
    ['a closed pipe', CLOSED],
  ] as const)('goes to stderr where it names what was created, and is a failure: %s', async (_, error) => {
    const { exitCode, err } = await lost(error, 'ids', outcome(), true);
    expect(exitCode).toBe(1);
    expect(err).toContain('the ids\n');
  });

  it('leaves the exit code of a failure as it is', async () => {
    expect((await lost(FULL, 'ids', outcome({ failure }))).exitCode).toBe(9);
  });
});
