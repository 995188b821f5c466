/** The call that events show, what its state forbids, and where its pieces are looked for. */
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/core/failure.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import { askForLogGroups, awaitLogGroups } from '../../../src/core/proof/application.js';
import { stateProblem } from '../../../src/core/proof/call-state.js';
import { messageLogGroup } from '../../../src/core/proof/log-groups.js';
import { eventsNaming, isSmaKnown, namedCall } from '../../../src/core/proof/named-call.js';
import { newestSurroundings, surroundings } from '../../../src/core/proof/surroundings.js';
import { application, lost, refused, request, type Script, worldWith } from '../bridge/fakes.js';
import {
  CALL_A,
  CALL_B,
  event,
  GROUP,
  hangUp,
  type Json,
  meetingLeg,
  OTHER_TRANSACTION,
  phone,
  SMA,
  T0,
  TRANSACTION,
  timelineOf,
} from '../samples.js';

const OTHER_SMA = '366e0891-0fe9-4718-a3a8-15b67842c128';
const seen = (...messages: Json[]) => timelineOf(...messages).events;
const GROUPS = new Map<string, string | null>([[GROUP, null]]);
const CALL = { callId: CALL_A, transactionId: null, sipMediaApplicationId: null };
const never = new AbortController().signal;
const thrown = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  throw new Error('nothing was thrown');
};

describe('the state of a call', () => {
  const bridged = event('ACTION_SUCCESSFUL', 5, {}, { Participants: [phone(), meetingLeg()] });
  it.each<[string, Json[], string | null]>([
    ['is over, whatever came after', [hangUp(2), event('RINGING', 3)], 'CALL_ENDED'],
    ['is bridged', [event('RINGING', 1), bridged], 'CALL_BRIDGED'],
    ['is not bridged any more', [bridged, event('ACTION_SUCCESSFUL', 6)], null],
    ['rings', [event('NEW_OUTBOUND_CALL', 1), event('RINGING', 2)], 'CALL_RINGING'],
    ['begins to', [event('NEW_OUTBOUND_CALL', 1)], 'CALL_RINGING'],
    ['was answered', [event('RINGING', 2), event('CALL_ANSWERED', 3)], null],
    ['is not known', [], null],
  ])('%s', (_, messages, code) => expect(stateProblem(seen(...messages))?.code ?? null).toBe(code));
});

describe('the events that name a call', () => {
  const named = (id: string, messages: Json[], groups = GROUPS) => eventsNaming(id, seen(...messages), groups).length;
  const first = (more: Json = {}) => event('NEW_INBOUND_CALL', 1, {}, more);

  it.each<[string, string, Json[], number]>([
    ['by a leg', CALL_A, [first()], 1],
    ['by one of two legs', CALL_B, [first({ Participants: [phone(), meetingLeg()] })], 1],
    ['by the call itself', TRANSACTION, [first()], 1],
    ['in capitals', CALL_A.toUpperCase(), [first()], 1],
    ['not by another id', OTHER_TRANSACTION, [first()], 0],
    ['not where its TransactionId is masked', CALL_A, [first({ TransactionId: '***' })], 0],
    ['not where its SMA is masked', CALL_A, [first({ SipMediaApplicationId: '***' })], 0],
    ['not where its SMA is not shown', CALL_A, [first({ SipMediaApplicationId: undefined })], 0],
  ])('%s', (_, id, messages, count) => expect(named(id, messages)).toBe(count));

  it('need not show the SMA, where the log is of one alone', () => {
    const group = new Map([[GROUP, OTHER_SMA]]);
    expect(named(CALL_A, [first({ SipMediaApplicationId: undefined })], group)).toBe(1);
  });
});

describe('the call that events show', () => {
  const shown = (messages: Json[], call: object = {}) => namedCall(seen(...messages), { ...CALL, ...call }, GROUPS);
  const first = event('NEW_INBOUND_CALL', 1);

  it('has its ids, and needs no note', () => {
    expect(shown([first])).toEqual({
      call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
      note: null,
    });
  });

  it('named by its TransactionId is noted, with its CallId where that is shown', () => {
    expect(shown([first], { callId: TRANSACTION }).note).toContain(CALL_A);
    const hidden = event('NEW_INBOUND_CALL', 1, {}, { Participants: [] });
    const { call, note } = shown([hidden], { callId: TRANSACTION });
    expect([call.callId, note?.includes('null'), note?.includes(TRANSACTION)]).toEqual([null, false, true]);
    expect(shown([hidden]).call.callId).toBe(CALL_A);
  });

  it('must fit the ids that are named beside it', () => {
    expect(shown([first], { transactionId: TRANSACTION, sipMediaApplicationId: SMA }).call.transactionId).toBe(
      TRANSACTION,
    );
    const other = thrown(() => shown([first], { transactionId: OTHER_TRANSACTION }));
    expect(other).toMatchObject({ code: 'CALL_NOT_FOUND', delivery: 'refused' });
    expect(other.tryThis.join()).toContain(`--transaction-id ${TRANSACTION} --sma-id ${SMA}`);
    expect(thrown(() => shown([first], { sipMediaApplicationId: OTHER_SMA })).tryThis.join()).toContain(SMA);
    expect(shown([first], { callId: TRANSACTION, transactionId: CALL_A }).call.callId).toBe(CALL_A);
    expect(thrown(() => shown([first], { callId: TRANSACTION, transactionId: CALL_B })).code).toBe('CALL_NOT_FOUND');
  });

  it('is not joined by its second leg', () => {
    const telephone = meetingLeg({ To: '+12065550100', From: '+15051234567' });
    const up = event('ACTION_SUCCESSFUL', 3, {}, { Participants: [phone(), telephone] });
    const gone = event(
      'ACTION_SUCCESSFUL',
      3,
      {},
      { Participants: [phone(), { ...telephone, Status: 'Disconnected' }] },
    );
    expect(thrown(() => shown([up], { callId: CALL_B }))).toMatchObject({ code: 'CALL_BRIDGED', exitCode: 5 });
    expect(thrown(() => shown([gone], { callId: CALL_B }))).toMatchObject({ exitCode: 5 });
    expect(thrown(() => shown([gone], { callId: CALL_B })).code).not.toBe('CALL_BRIDGED');
    expect(shown([gone]).call.callId).toBe(CALL_A);
  });
});

describe("an SMA's id", () => {
  const whole = { callId: null, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
  const [shown] = seen(event('NEW_INBOUND_CALL', 1));
  it('is known, where it is looked up, or an event shows it', () => {
    expect(isSmaKnown(request({ call: CALL }))).toBe(true);
    expect(isSmaKnown(request({ call: whole, event: shown?.event ?? null }))).toBe(true);
    expect(isSmaKnown(request({ call: whole, event: null }))).toBe(false);
    const other = { ...whole, sipMediaApplicationId: OTHER_SMA };
    expect(isSmaKnown(request({ call: other, event: shown?.event ?? null }))).toBe(false);
  });
  it('is part of the name of its message log', () =>
    expect(messageLogGroup(SMA)).toMatch(new RegExp(`^/aws/.*/${SMA}$`)));
});

describe('where a handler logs', () => {
  const call = { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
  async function asked(answer: Script['application'], waitMs: number, abortAt?: number) {
    const world = worldWith(() => (answer === undefined ? {} : { application: answer }));
    const stop = new AbortController();
    if (abortAt !== undefined) world.clock.at(abortAt, () => stop.abort());
    const progress = openProgress(world.clock, () => {});
    const groups = await world.clock.runUntilSettled(
      awaitLogGroups(call, waitMs, { ports: world.ports(), progress, signal: stop.signal }),
    );
    return { groups, times: world.times('GetSipMediaApplication'), at: world.clock.now() - T0, ...progress.summary() };
  }

  it('is asked once, where AWS answers', async () => {
    expect(await asked(() => application(), 10_000)).toMatchObject({ groups: [GROUP], times: 1, at: 0, warnings: [] });
  });

  it('is not known, with a warning, where the SMA names no function', async () => {
    const { groups, times, warnings } = await asked(() => application({ functionName: null }), 10_000);
    expect([groups, times, warnings.length]).toEqual([[], 1, 1]);
  });

  it('is asked again as long as is waited for, where the answer is lost', async () => {
    const given = await asked(() => lost('TIMED_OUT'), 3_000);
    expect(given).toMatchObject({ groups: [], times: 6, at: 3_500 });
    expect(given.warnings.join()).toContain("in AWS's words");
    expect(await asked(() => lost('TIMED_OUT'), 2_800)).toMatchObject({ times: 5, at: 2_800 });
  });

  it('is asked again for two seconds, where AWS refuses', async () => {
    expect(await asked(() => refused('ACCESS_DENIED'), 60_000)).toMatchObject({ groups: [], times: 4, at: 2_100 });
    expect(await asked(() => refused('ACCESS_DENIED'), 1_000)).toMatchObject({ times: 3, at: 1_400 });
  });

  it('is known as soon as AWS answers', async () => {
    let times = 0;
    const later = () => (++times < 3 ? lost('TIMED_OUT') : application());
    expect(await asked(later, 60_000)).toMatchObject({ groups: [GROUP], times: 3, at: 1_400, warnings: [] });
  });

  it('is not asked any more after an interrupt', async () => {
    expect(await asked(() => lost('TIMED_OUT'), 60_000, 1_000)).toMatchObject({ groups: [], at: 1_000, warnings: [] });
  });

  it('is told with the failure', async () => {
    const world = worldWith(() => ({ application: () => refused('ACCESS_DENIED') }));
    const progress = openProgress(world.clock, () => {});
    const { groups, failure } = await askForLogGroups(call, { ports: world.ports(), progress, signal: never });
    expect([groups, failure?.code]).toEqual([[], 'ACCESS_DENIED']);
  });
});

describe('around the pieces of an event', () => {
  const piece = (time: number, stream = 's', group = GROUP) => ({ group, stream, time });
  const spans = (places: { stream?: string; since: number; until?: number }[]) =>
    places.map(({ stream, since, until }) => [stream, since, until]);

  it('each stream is read in one stretch', () => {
    expect(spans(surroundings([piece(5_000), piece(9_000), piece(7_000, 'other'), piece(6_000)]))).toEqual([
      ['s', 3_000, 11_000],
      ['other', 5_000, 9_000],
    ]);
    expect(surroundings([piece(5_000), piece(5_000, 's', '/other')])).toHaveLength(2);
  });

  it('the newest are read first, and what lies between is left out', () => {
    expect(spans(newestSurroundings([piece(1_000), piece(90_000), piece(86_000), piece(50_000, 'other')]))).toEqual([
      ['s', 84_000, 92_000],
      ['other', 48_000, 52_000],
      ['s', -1_000, 3_000],
    ]);
    expect(spans(newestSurroundings([piece(10_000), piece(5_999)]))).toEqual([
      ['s', 8_000, 12_000],
      ['s', 3_999, 7_999],
    ]);
  });

  it('no more than four places are', () => {
    const far = [1, 2, 3, 4, 5].map((at) => piece(at * 100_000));
    expect(spans(newestSurroundings(far)).map(([, since]) => since)).toEqual([498_000, 398_000, 298_000, 198_000]);
  });
});
