/** What a verdict is explained with: AWS's words, Lambda's, what is missing, and what to do. Wordings are not repeated here. */
import { describe, expect, it } from 'vitest';
import { UNPROVEN } from '../../../src/core/catalogue/situations/unproven.js';
import { Failure, type NotJoinedCode } from '../../../src/core/failure.js';
import { concludeFrom } from '../../../src/core/proof/conclusion.js';
import type { Delivered } from '../../../src/core/proof/delivered.js';
import type { Proof } from '../../../src/core/proof/proof.js';
import type { Judgement } from '../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../src/core/verdict/ours.js';
import type { Why } from '../../../src/core/verdict/verdict.js';
import {
  ARGUMENTS,
  CALL_A,
  end,
  event,
  failed,
  GROUP,
  handled,
  hangUp,
  type Json,
  MEETING,
  marks,
  OTHER_MEETING,
  OTHER_TRANSACTION,
  OUR_JOIN,
  REQUEST_1,
  REQUEST_2,
  SMA,
  start,
  T0,
  TOKEN,
  TRANSACTION,
  timelineOf,
  update,
} from '../samples.js';

const seen = (summary: string, type = 'ACTION_FAILED') => ({
  ...{ source: GROUP, time: new Date(T0).toISOString(), sequence: 3, event: type, summary },
});
const notJoined = (code: NotJoinedCode, more: Partial<Extract<Judgement, { kind: 'not-joined' }>> = {}): Judgement => ({
  ...{
    kind: 'not-joined',
    code,
    error: null,
    decidedAt: T0,
    evidence: [seen('first'), seen('second'), seen('what was seen last')],
  },
  ...more,
});
const open = (why: Why, more: Partial<Extract<Judgement, { kind: 'open' }>> = {}): Judgement => ({
  ...{ kind: 'open', likely: null, why, isOver: false, evidence: [seen('the update')] },
  ...more,
});
const joined: Judgement = { kind: 'joined', at: T0, leftAt: null, evidence: [seen('it joined')] };

const proof = (judgement: Judgement, more: Partial<Proof> = {}): Proof => ({
  ...{ judgement, proved: true, wouldTakeMs: null, asOf: T0, timeline: timelineOf(), groups: [GROUP] },
  ...{ unreadable: [], complete: true, troubles: [], messages: [] },
  ...more,
});
const delivered = (more: Partial<Delivered> = {}): Delivered => ({
  marks: marks(),
  call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
  ...{ logGroups: [GROUP], lost: null, waitMs: 1_000 },
  ...more,
});
const ending = (judgement: Judgement, more: Partial<Proof> = {}, of: Partial<Delivered> = {}, interrupted = false) =>
  concludeFrom(proof(judgement, more), delivered(of), interrupted);
const failureOf = (...given: Parameters<typeof ending>) => ending(...given).failure as Failure;
const trouble = (words: string, requestId: string | null = REQUEST_1) => ({
  ...{ group: GROUP, stream: 's', time: T0, ingestedAt: null, requestId, words },
});
const steps = ({ tryThis }: Failure) => tryThis.join('\n');

describe('the verdict', () => {
  it.each<[string, Judgement, Partial<Proof>, object]>([
    [
      'of a proved join',
      joined,
      {},
      { verdict: 'JOINED', asOf: new Date(T0).toISOString(), likely: null, failure: null },
    ],
    ['of a join that is not proved', joined, { proved: false }, { verdict: 'UNCONFIRMED', likely: 'joined' }],
    ['of a proved failure', notJoined('ACTION_FAILED'), {}, { verdict: 'NOT_JOINED', likely: null }],
    [
      'of a failure that is not',
      notJoined('ACTION_FAILED'),
      { proved: false },
      { verdict: 'UNCONFIRMED', likely: 'not-joined' },
    ],
    [
      'of what is open',
      open('leg-shown', { likely: 'not-joined' }),
      { proved: false },
      { verdict: 'UNCONFIRMED', likely: 'not-joined' },
    ],
    [
      'of what is open and suggests nothing',
      open('leg-shown'),
      { asOf: null },
      { verdict: 'UNCONFIRMED', asOf: null, likely: null },
    ],
  ])('%s', (_, judgement, more, said) => {
    expect(ending(judgement, more)).toMatchObject({ ...said, evidence: judgement.evidence });
  });

  it('of no log at all is UNCONFIRMED', () => {
    const { failure, ...rest } = concludeFrom(null, delivered({ logGroups: [] }), false);
    expect(rest).toEqual({ verdict: 'UNCONFIRMED', asOf: null, likely: null, evidence: [] });
    expect(steps(failure as Failure)).toContain('--log-group');
    expect(steps(concludeFrom(null, delivered(), false).failure as Failure)).not.toContain('--log-group');
  });
});

describe('a failure of the join', () => {
  const error = { code: 'InvalidActionParameter', message: 'In AWS words.' };
  const timeline = (parameters: Json = OUR_JOIN) => timelineOf(update(2), failed(3, parameters));

  it("is told in AWS's words, and carries its code", () => {
    const failure = failureOf(notJoined('ACTION_FAILED', { error }), { timeline: timeline() });
    expect(failure).toMatchObject({ code: 'ACTION_FAILED', delivery: 'unknown', exitCode: 10 });
    expect(failure.cause).toContain('InvalidActionParameter: In AWS words.');
    expect(failureOf(notJoined('ACTION_FAILED')).cause).toBe('ACTION_FAILED');
  });

  it.each<[string, Json, string]>([
    ['no token', { MeetingId: MEETING, CallId: CALL_A }, 'JoinToken'],
    ['a token that is cut', { ...OUR_JOIN, JoinToken: TOKEN.slice(0, 20) }, 'cut short'],
    ['another meeting', { ...OUR_JOIN, MeetingId: OTHER_MEETING }, 'MeetingId'],
  ])('with %s names that, and how to fix it', (_, parameters, what) => {
    const failure = failureOf(notJoined('ACTION_FAILED', { error }), { timeline: timeline(parameters) });
    expect(failure.message).toContain(what);
    expect(failure.message).not.toContain(TOKEN.slice(0, 20));
    expect(steps(failure)).toContain('fix it');
    const blameless = failureOf(notJoined('ACTION_FAILED', { error }), { timeline: timeline() });
    expect(steps(blameless)).not.toContain('fix it');
  });

  it("blames its own latest join alone: not another call's, another action or an earlier one", () => {
    const others = failed(3, {}, { TransactionId: OTHER_TRANSACTION });
    const spoke = event('ACTION_FAILED', 4, { ActionData: { Type: 'Speak', Parameters: {} } });
    const notFailed = event('ACTION_SUCCESSFUL', 5, { ActionData: { Type: 'JoinChimeMeeting', Parameters: {} } });
    const failure = failureOf(notJoined('ACTION_FAILED'), {
      timeline: timelineOf(failed(2, {}), failed(3, OUR_JOIN), others, spoke, notFailed),
    });
    expect(steps(failure)).not.toContain('fix it');
  });

  it('of a run known by its digest alone blames no cut token', () => {
    const known = marks();
    const byDigest = { ...known, joinToken: { ...known.joinToken, clear: null, is: () => false } };
    const cut = timeline({ ...OUR_JOIN, JoinToken: TOKEN.slice(0, 20) });
    expect(steps(failureOf(notJoined('ACTION_FAILED'), { timeline: cut }, { marks: byDigest }))).not.toContain(
      'fix it',
    );
  });

  it('that AWS documents adds what the catalogue knows, one that it does not adds nothing', () => {
    const unknown = failureOf(notJoined('ACTION_FAILED', { error: { code: 'Whatever', message: 'x' } }));
    expect(failureOf(notJoined('ACTION_FAILED', { error })).message.length).toBeGreaterThan(unknown.message.length);
    expect(unknown.message).toBe(failureOf(notJoined('ACTION_FAILED')).message);
  });
});

describe('another proof that the call did not join', () => {
  it('of an unusable answer is told in the words of AWS', () => {
    const error = { code: 'InvalidResponse', message: 'In AWS words.' };
    const failure = failureOf(notJoined('INVALID_LAMBDA_RESPONSE', { error }));
    expect(failure).toMatchObject({ code: 'INVALID_LAMBDA_RESPONSE' });
    expect(failure.cause).toContain('InvalidResponse: In AWS words.');
    expect(failure.tryThis.length).toBeGreaterThan(0);
  });

  it('of an ignored update names the arguments that were sent, and the answer', () => {
    const failure = failureOf(notJoined('UPDATE_IGNORED'));
    expect(failure.cause).toBe('what was seen last');
    for (const name of Object.keys(ARGUMENTS)) expect(steps(failure)).toContain(name);
    expect(new Set(failure.tryThis).size).toBe(failure.tryThis.length);
    expect(failureOf(notJoined('UPDATE_IGNORED', { evidence: [] })).cause).toBeNull();
    const none = marks({ arguments: {} });
    expect(steps(failureOf(notJoined('UPDATE_IGNORED'), {}, { marks: none }))).toContain('(none)');
  });

  it.each<NotJoinedCode>(['CALLER_HUNG_UP', 'CALL_ENDED_BY_HANDLER', 'HANDLER_FAILED', 'ENDED_BEFORE_JOIN'])(
    '%s says what Lambda said, before the end that followed; a caller hangs up of their own accord',
    (code) => {
      const failure = failureOf(notJoined(code), { troubles: [trouble('Task timed out'), trouble('Task timed out')] });
      const words = ['Lambda: Task timed out', 'what was seen last'];
      const cause = (code === 'CALLER_HUNG_UP' ? words.toReversed() : words).join('; ');
      expect(failure).toMatchObject({ code, cause });
      expect(failureOf(notJoined(code, { evidence: [] })).cause).toBeNull();
      expect(failure.tryThis.length).toBeGreaterThan(0);
      expect(steps(failure)).not.toMatch(/LOG_GROUP|RUN_ID/);
    },
  );
});

it('an ignored update that was answered with a join elsewhere is told as that', () => {
  const answered = (...answers: object[]) =>
    failureOf(notJoined('UPDATE_IGNORED'), { timeline: timelineOf(start(REQUEST_1), update(2), ...answers) }).message;
  const nothing = { SchemaVersion: '1.0', Actions: [] };
  const elsewhere = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: {} }] };
  expect(answered(nothing)).toBe(answered());
  expect(answered(elsewhere)).not.toBe(answered());
  expect(answered(nothing, elsewhere)).toBe(answered(elsewhere));
});

describe("the SMA's message log", () => {
  it('is quoted: its last three messages, each once, cut', () => {
    const messages = ['zero', 'one', 'one', ' two ', 'x'.repeat(400)];
    const { cause } = failureOf(notJoined('CALLER_HUNG_UP'), { messages });
    expect(cause?.match(/message log says/g)).toHaveLength(3);
    expect(cause).toContain('says: one; ');
    expect(cause).toContain('says: two; ');
    expect(cause).toMatch(/says: x{300}$/);
    expect(cause).not.toContain('zero');
  });

  it('is quoted of what is not proved too, and shows no token under its key', () => {
    const { cause } = failureOf(open('leg-shown'), { messages: ['JoinToken: abcdef'] });
    expect(cause).toContain('says: JoinToken: ***');
  });
});

describe('what is not proved', () => {
  const lost = new Failure('TIMED_OUT', 'No answer came.', {
    ...{ cause: 'in the words of the system', requestId: 'lost-request', attempts: 2, operation: 'Update' },
  });
  const sent = (more: Partial<Delivered> = {}, judgement = open('update-not-seen')) =>
    failureOf(judgement, { proved: false }, more);

  it('carries what became of the request whose answer was lost', () => {
    expect(sent({ lost })).toMatchObject({
      ...{ code: 'UNCONFIRMED', delivery: 'unknown', requestId: 'lost-request', attempts: 2, operation: 'Update' },
      cause: 'in the words of the system',
    });
    expect(sent({ lost }).message).toContain('(No answer came)');
    expect(sent()).toMatchObject({ requestId: null, attempts: 0, operation: null, cause: null });
    expect(concludeFrom(null, delivered({ lost }), false).failure?.cause).toBe('in the words of the system');
  });

  it('after an interrupt says so, and not more', () => {
    const failure = failureOf(open('leg-shown', { likely: 'joined' }), {}, { lost }, true);
    expect(failure.message).toContain('Interrupted');
    expect(failure.cause).toBe('in the words of the system');
    expect(concludeFrom(null, delivered(), true).failure).toMatchObject({ cause: null });
  });

  it('names the log to read', () => {
    expect(steps(sent())).toContain(GROUP);
    expect(steps(concludeFrom(null, delivered(), false).failure as Failure)).toContain(GROUP);
  });

  const unreadable = (group: string, cause: string | null) => ({
    group,
    failure: new Failure('ACCESS_DENIED', 'It said no.', { cause }),
  });

  it('where no log could be read names each, and the permission', () => {
    const groups = [GROUP, '/other'];
    const failure = failureOf(open('update-not-seen'), {
      ...{ groups, unreadable: [unreadable(GROUP, 'denied here'), unreadable('/other', null)] },
    });
    expect(failure.cause).toBe(`${GROUP}: denied here; /other: It said no.`);
    expect(steps(failure)).toContain('logs:FilterLogEvents');
    const one = failureOf(open('update-not-seen'), { groups, unreadable: [unreadable(GROUP, 'denied here')] });
    expect(steps(one)).not.toContain('logs:FilterLogEvents');
  });

  it('but probably failed names the wait that would have decided, in whole seconds', () => {
    const short = (wouldTakeMs: number | null) =>
      failureOf(notJoined('ACTION_FAILED'), { proved: false, wouldTakeMs }).cause;
    expect(short(6_001)).toMatch(/^what was seen last; .*--wait 7s/);
    expect(short(6_000)).toContain('--wait 6s');
    expect(short(null)).not.toContain('--wait');
    expect(failureOf(notJoined('ACTION_FAILED', { evidence: [] }), { proved: false }).cause).not.toContain('undefined');
  });
});

describe('an update that no record shows', () => {
  const at = (ms: number) => ({ group: GROUP, stream: 's', startedAt: T0 + ms, endedAt: null });
  const silent = (requests: [string, ReturnType<typeof at> | { startedAt: null }][], more: object = {}) =>
    failureOf(open('update-not-seen'), {
      proved: false,
      timeline: { ...timelineOf(), requests: new Map(requests) as Proof['timeline']['requests'], ...more },
    });
  const ran = (failure: Failure) => /ran at about that time/.test(failure.message);

  it.each<[string, number, boolean]>([
    ['a second before it', -1_000, true],
    ['more than a second before it', -1_001, false],
    ['thirty seconds after it', 30_000, true],
    ['more than thirty seconds after it', 30_001, false],
  ])('may have been handled by a request that logs no event and began %s', (_, ms, may) => {
    expect(ran(silent([[REQUEST_1, at(ms)]]))).toBe(may);
  });

  it('was not handled by one whose begin is not seen, or that shows an event', () => {
    expect(ran(silent([[REQUEST_1, { ...at(0), startedAt: null }]]))).toBe(false);
    const { events } = timelineOf(start(REQUEST_1), event('NEW_INBOUND_CALL', 1), end(REQUEST_1));
    expect(ran(silent([[REQUEST_1, at(0)]], { events }))).toBe(false);
    expect(ran(silent([[REQUEST_2, at(0)]], { events }))).toBe(true);
  });

  it('is told with the error of such a request, each once', () => {
    const troubles = [trouble('It broke'), trouble('It broke'), trouble('Other', REQUEST_2), trouble('Nobody', null)];
    const failure = silent([[REQUEST_1, at(0)]], { troubles });
    expect(failure.cause).toBe('It broke');
    expect(steps(failure)).toContain("fix the handler's error");
    expect(steps(silent([[REQUEST_1, at(0)]]))).not.toContain("fix the handler's error");
  });

  it('names the right to invoke the function, where nothing ran', () => {
    expect(steps(silent([]))).toContain('amazonaws.com');
    expect(steps(silent([[REQUEST_1, at(0)]]))).not.toContain('amazonaws.com');
  });
});

describe('an update that was seen', () => {
  it.each(Object.keys(UNPROVEN) as Why[])('%s gives its reason', (why) => {
    if (why === 'nothing-followed' || why === 'update-not-seen') return;
    const failure = failureOf(
      open(why, { likely: 'not-joined', evidence: [seen('one'), seen('two'), seen('the last')] }),
    );
    expect(failure.cause).toBe(`the last; ${UNPROVEN[why].reason}`);
    const { step } = UNPROVEN[why];
    expect(steps(failure).endsWith(step ?? steps(failureOf(open('leg-shown'))))).toBe(true);
    expect(failureOf(open(why)).cause).toBe(UNPROVEN[why].reason);
  });

  it('says what is likely', () => {
    const said = (likely: 'joined' | 'not-joined' | null) => failureOf(open('leg-shown', { likely })).message;
    expect(said('joined')).toContain('probably joined');
    expect(said('not-joined')).toContain('probably did not join');
    expect(said(null)).not.toContain('probably');
    expect([said('joined'), said(null)].map((message) => message.includes('not proved'))).toEqual([true, false]);
  });

  it("names the handler's error, unless a join is likely", () => {
    const troubles = [trouble('It broke')];
    expect(failureOf(open('leg-shown'), { troubles }).cause).toBe('Lambda: It broke');
    expect(steps(failureOf(open('leg-shown'), { troubles }))).toContain("fix the handler's error");
    expect(failureOf(open('leg-shown', { likely: 'joined' }), { troubles }).cause).toBe(UNPROVEN['leg-shown'].reason);
  });

  const answer = (actions: Json[]) => ({ SchemaVersion: '1.0', Actions: actions });
  const join = { Type: 'JoinChimeMeeting', Parameters: OUR_JOIN };
  const followed = (...messages: (string | object)[]) =>
    failureOf(open('nothing-followed'), { timeline: timelineOf(...messages) });
  const mentionsJoin = (failure: Failure) => failure.message.includes('with JoinChimeMeeting');

  it.each<[string, (string | object)[], boolean]>([
    ['its answer joins', [start(REQUEST_1), update(2), answer([join]), end(REQUEST_1)], true],
    ['one of its answers joins', [start(REQUEST_1), update(2), answer([join]), answer([]), end(REQUEST_1)], true],
    ['its answer does not', [start(REQUEST_1), update(2), answer([{ Type: 'Pause' }]), end(REQUEST_1)], false],
    ['another request joins', [start(REQUEST_1), update(2), end(REQUEST_1), start(REQUEST_2), answer([join])], false],
    ['whose request is not known', [update(2), answer([join])], false],
    [
      "another call's update was answered so",
      [start(REQUEST_1), update(2, ARGUMENTS, { TransactionId: OTHER_TRANSACTION }), answer([join])],
      false,
    ],
  ])('and of which nothing followed: %s', (_, messages, joins) => {
    const failure = followed(...messages);
    expect(mentionsJoin(failure)).toBe(joins);
    expect(steps(failure)).toContain(GROUP);
    expect(steps(failure).includes('JoinToken')).toBe(!joins);
  });

  const answered = (said: object) => followed(start(REQUEST_1), update(2), said, end(REQUEST_1));

  it.each<[string, object, string, string]>([
    ['an action', answer([{ Type: 'Pause' }]), 'shows Pause as', 'an action that still runs'],
    ['nothing', answer([]), 'shows an empty action list as', 'bears out'],
    [
      'nothing, and kept the update',
      { ...answer([]), TransactionAttributes: { meeting: MEETING } },
      'shows an empty action list as',
      'kept the update',
    ],
  ])('names the answer that the log shows: %s, and nothing is likely', (_, said, message, cause) => {
    const failure = answered(said);
    expect([failure.message, failure.cause]).toEqual([
      expect.stringContaining(message),
      expect.stringContaining(cause),
    ]);
    expect(ending(open('nothing-followed'), { timeline: timelineOf(update(2), said) }).likely).toBeNull();
  });

  it('names no answer that the log cuts short', () => {
    expect(answered(answer(['[Object]' as unknown as Json])).message).not.toContain('as its answer');
  });
});

describe('a handler that hung up', () => {
  const hangs = (...types: string[]) => ({ SchemaVersion: '1.0', Actions: types.map((Type) => ({ Type })) });
  const causeOf = (...messages: (string | object)[]) =>
    failureOf(notJoined('CALL_ENDED_BY_HANDLER'), { timeline: timelineOf(...messages) }).cause;

  it('answered our update so', () => {
    expect(causeOf(...handled(update(2), hangs('Speak', 'Hangup')), ...handled(hangUp(3), hangs()))).toBe(
      'the handler answered our update (Sequence 2) with Speak, Hangup; what was seen last',
    );
  });

  it('answered an error so, which is named', () => {
    const broken = event('ACTION_FAILED', 3, {
      ActionData: { Type: 'PlayAudio', Parameters: {}, ErrorType: 'SystemException', ErrorMessage: 'No such file' },
    });
    expect(
      causeOf(...handled(update(2), hangs('PlayAudio')), ...handled(broken, hangs('Hangup')), ...handled(hangUp(4))),
    ).toContain(
      'the handler answered ACTION_FAILED of PlayAudio, SystemException: No such file (Sequence 3) with Hangup',
    );
  });

  it('and whose answer is not logged has no more said of it', () => {
    expect(causeOf(...handled(update(2)), ...handled(hangUp(3)))).toBe('what was seen last');
  });
});

describe('a token that only its digest is known of', () => {
  const known = marks();
  const byDigest: RunMarks = { ...known, joinToken: { ...known.joinToken, clear: null } };
  const told = (more: Partial<Proof>, judgement = notJoined('CALLER_HUNG_UP'), of: RunMarks = byDigest) =>
    concludeFrom(proof(judgement, more), delivered({ marks: of }), false);
  const says = (message: string) => ({ messages: [`it was given ${message}`] });
  const shown = (ending: ReturnType<typeof told>) =>
    JSON.stringify([ending, ending.failure?.message, ending.failure?.cause, ending.failure?.tryThis]);

  it.each<[string, Partial<Proof>]>([
    ['a message shows it', says(TOKEN)],
    ['an update shows it', { ...says(TOKEN), timeline: timelineOf(update(2)) }],
    [
      "an error's words show it",
      { troubles: [trouble(`bad ${TOKEN}`)], timeline: { ...timelineOf(), troubles: [trouble(`bad ${TOKEN}`)] } },
    ],
  ])('is masked wherever it is repeated, where %s', (_, more) => {
    expect(shown(told(more))).not.toContain(TOKEN.slice(0, 20));
    expect(shown(told(more))).toContain('***');
  });

  it('is masked in evidence too', () => {
    const judgement = notJoined('CALLER_HUNG_UP', { evidence: [seen(`it repeats ${TOKEN}`)] });
    expect(shown(told({ timeline: timelineOf(failed(3)) }, judgement))).not.toContain(TOKEN.slice(0, 20));
    expect(shown(told({}, joined))).toContain('it joined');
  });

  it('is not looked for in what is too long, or where it is known in clear', () => {
    const looks: number[] = [];
    const counted = {
      ...byDigest,
      joinToken: { ...byDigest.joinToken, is: (text: unknown) => looks.push(String(text).length) < 0 },
    };
    told({ messages: ['x'.repeat(200_001)] }, undefined, counted);
    expect(looks).toEqual([]);
    told({ messages: ['x'.repeat(199_900), 'y'.repeat(101)] }, undefined, counted);
    const places = 199_900 - TOKEN.length + 1;
    expect(looks).toHaveLength(places);
    looks.length = 0;
    told({ messages: ['x'.repeat(199_900), 'y'.repeat(100)] }, undefined, counted);
    expect(looks).toHaveLength(places + 100 - TOKEN.length + 1);
    looks.length = 0;
    told(says(TOKEN), undefined, { ...counted, joinToken: { ...counted.joinToken, clear: TOKEN } });
    expect(looks).toEqual([]);
  });
});
