import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { RunEvent, Step } from '../../../src/core/outcome/outcome.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import type { Application } from '../../../src/core/ports/calls.js';
import { beginLook, LOOK_MS, type LookAt, PATIENT_LOOK_MS } from '../../../src/core/proof/look-before.js';
import { CALL_A, event, GROUP, hangUp, meetingLeg, OTHER_TRANSACTION, phone, SMA, TRANSACTION } from '../samples.js';
import { denied, Logs, never, throttled } from './logs.js';

const OTHER_SMA = 'ffff0891-0fe9-4718-a3a8-15b67842c128';
const STEP: Step = { id: 'look', title: 'look', operations: [], effect: 'reads', undo: null };
const APPLICATION: Application = {
  sipMediaApplicationId: SMA,
  name: null,
  region: 'us-east-1',
  functionName: GROUP.replace('/aws/lambda/', ''),
};
const notFound = (details: object = { delivery: 'refused' }) =>
  new Failure('APPLICATION_NOT_FOUND', 'There is none.', { cause: 'NotFoundException (404)', ...details });

interface Given extends Partial<LookAt> {
  /** What GetSipMediaApplication answers. */
  application?: Application | Failure | Promise<Application | Failure>;
}

/** A look under way, and what it said. */
function begin(logs: Logs, { application = APPLICATION, ...at }: Given = {}, signal = never) {
  const events: RunEvent[] = [];
  const progress = openProgress(logs, (one) => events.push(one));
  let asked = 0;
  const find = async () => {
    asked += 1;
    const value = await application;
    if (value instanceof Failure) throw value;
    return { value, requestId: 'sma', attempts: 1, date: logs.now() };
  };
  const ports = { records: logs, applications: { find, list: () => Promise.reject(new Error('never')) }, clock: logs };
  const call = { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
  const look = { call, logGroups: [], step: STEP, isSmaKnown: false, mayTakeMs: LOOK_MS, own: null, ...at };
  const looking = beginLook(look, ports, progress, signal);
  const told = () => progress.summary().warnings;
  const end = () => events.find((one) => one.type === 'step-finished');
  return { ...looking, told, note: () => end()?.note, outcome: () => end()?.outcome, asked: () => asked };
}

const held = () => {
  const logs = new Logs();
  logs.write(event('NEW_INBOUND_CALL', 7), -30_000);
  return logs;
};
const forever = new Promise<never>(() => {});

describe('the look at the records of a call', () => {
  it('says what state they show, and where the handler logs', async () => {
    const looking = begin(held());
    expect(await looking.seen).toEqual({
      looked: true,
      logDelayMs: 0,
      sentBefore: false,
      problem: null,
      sequence: 7,
      callId: CALL_A,
      logGroups: [GROUP],
    });
    expect([looking.told(), looking.note(), looking.outcome()]).toEqual([[], null, 'done']);
  });

  it('reads the newest first, and in each group no page after the first that shows the call', async () => {
    const logs = held();
    logs.pageSize = 1;
    logs.write(event('ACTION_SUCCESSFUL', 8, {}, { Participants: [phone(), meetingLeg()] }), -20_000);
    expect((await begin(logs).seen).problem).toMatchObject({ code: 'CALL_BRIDGED' });
    expect(logs.pages).toBe(1);
  });

  it('goes on past what other calls log, and past records that only mention the call', async () => {
    const logs = held();
    logs.pageSize = 1;
    logs.write(hangUp(9, 'LEG-A', { TransactionId: OTHER_TRANSACTION, note: TRANSACTION }), -10_000);
    logs.write(`prose of ${TRANSACTION}`, -9_000);
    expect(await begin(logs).seen).toMatchObject({ looked: true, problem: null, sequence: 7 });
  });

  it('measures how late the newest records came', async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 7), -30_000, { delayMs: 4_000 });
    expect(await begin(logs).seen).toMatchObject({ logDelayMs: 4_000 });
  });

  it('takes no CallId that is masked, and shows none where LEG-A is not told of', async () => {
    for (const legs of [[phone({ CallId: '***' })], [meetingLeg({ Status: 'Disconnected' })], []]) {
      const logs = new Logs();
      logs.write(event('NEW_INBOUND_CALL', 7, {}, { Participants: legs }), -30_000);
      expect(await begin(logs).seen).toMatchObject({ sequence: 7, callId: null });
    }
  });

  it('puts together what several groups hold', async () => {
    const logs = held();
    logs.write(hangUp(8), -10_000, { group: '/other' });
    const { problem } = await begin(logs, { logGroups: [GROUP, '/other'] }).seen;
    expect(problem).toMatchObject({ code: 'CALL_ENDED' });
    expect(problem?.tryThis.join()).toContain('aws logs tail /other --since');
  });

  it('has looked where the call is in no record, to the end', async () => {
    expect(await begin(new Logs()).seen).toMatchObject({ looked: true, problem: null, sequence: null });
  });

  it.each<[string, Given & { fails?: () => Failure }, string]>([
    ['the group may not be read', { fails: denied }, 'AWS said no.'],
    ['it is throttled', { fails: throttled }, 'AWS throttled FilterLogEvents.'],
    ['the SMA may not be read', { application: denied() }, 'so its log is not known'],
    ['the SMA has no function', { application: { ...APPLICATION, functionName: null } }, 'no Lambda function'],
  ])('has not looked where %s, says so, and forbids nothing', async (_, { fails, ...given }, said) => {
    const logs = held();
    logs.beforePage = () => {
      if (fails !== undefined) throw fails();
    };
    const looking = begin(logs, given);
    expect(await looking.seen).toMatchObject({ looked: false, problem: null });
    expect(await looking.wrongApplication).toBeNull();
    expect(looking.told().join('\n')).toContain(said);
    expect([looking.note(), looking.outcome()]).toEqual(['not read', 'skipped']);
  });

  it('takes two seconds at most, and then has not looked', async () => {
    const logs = held();
    const looking = begin(logs, { application: forever });
    logs.pass(2_000);
    expect(await looking.seen).toMatchObject({ looked: false, problem: null });
    expect(looking.told()).toEqual(["The call's records could not be read in 2.0 s; its state is not known."]);
    expect([looking.note(), looking.outcome()]).toEqual(['not read', 'skipped']);
  });

  it('takes longer where it may', async () => {
    const logs = held();
    const looking = begin(logs, { application: forever, mayTakeMs: PATIENT_LOOK_MS });
    logs.pass(9_999);
    await Promise.resolve();
    expect(looking.note()).toBeUndefined();
    logs.pass(1);
    await looking.seen;
    expect(looking.told()).toEqual(["The call's records could not be read in 10.0 s; its state is not known."]);
  });

  it('that the operator interrupts says nothing of the time', async () => {
    const interrupt = new AbortController();
    const looking = begin(held(), { application: forever }, interrupt.signal);
    interrupt.abort();
    expect(await looking.seen).toMatchObject({ looked: false });
    expect(looking.told()).toEqual([]);
  });

  it('that shows a problem in time says nothing of the time', async () => {
    const logs = held();
    logs.write(hangUp(8), -10_000);
    const looking = begin(logs, { application: forever, logGroups: [GROUP] });
    await looking.wrongApplication;
    logs.pass(2_000);
    expect((await looking.seen).problem?.code).toBe('CALL_ENDED');
    expect([looking.told(), looking.note(), looking.outcome()]).toEqual([[], null, 'done']);
  });

  it('of which one group was read in time counts for what it shows', async () => {
    const logs = held();
    logs.write(hangUp(8), -10_000);
    logs.emptyPages = ({ group }) => (group === '/endless' ? Number.POSITIVE_INFINITY : 0);
    logs.beforePage = (page) => void (page > 5 && logs.pass(500));
    const { problem, looked } = await begin(logs, { logGroups: [GROUP, '/endless'] }).seen;
    expect([problem?.code, looked]).toEqual(['CALL_ENDED', true]);
  });
});

describe('an SMA id that is wrong', () => {
  it("is known as soon as AWS says so, and is the look's problem", async () => {
    const looking = begin(held(), { application: notFound() });
    const wrong = await looking.wrongApplication;
    expect(wrong).toMatchObject({ code: 'APPLICATION_NOT_FOUND', exitCode: 4 });
    expect(wrong?.message).toContain(SMA);
    expect((await looking.seen).problem).toBe(wrong);
    expect([looking.note(), looking.outcome()]).toEqual([null, 'done']);
  });

  it.each([
    ['', new Logs()],
    [', whatever the log shows', held()],
  ])('is known too where the log groups are named%s', async (_, logs) => {
    const looking = begin(logs, { application: notFound(), logGroups: [GROUP] });
    expect((await looking.seen).problem).toMatchObject({ code: 'APPLICATION_NOT_FOUND' });
  });

  it.each<[string, Given]>([
    ["an answer that is not AWS's", { application: notFound({ delivery: 'unknown' }) }],
    ['a refusal', { application: denied() }],
    ['a throttle', { application: throttled() }],
  ])('is not told by %s', async (_, given) => {
    expect(await begin(held(), given).wrongApplication).toBeNull();
  });

  it('holds nothing up where AWS does not answer: two seconds are all', async () => {
    const logs = held();
    const looking = begin(logs, { application: forever });
    logs.pass(2_000);
    expect(await looking.wrongApplication).toBeNull();
  });

  it('holds nothing up where the records bear it out', async () => {
    expect(await begin(held(), { application: forever, logGroups: [GROUP] }).wrongApplication).toBeNull();
  });

  it('holds nothing up where it was read in the records', async () => {
    expect(await begin(held(), { application: forever, isSmaKnown: true }).wrongApplication).toBeNull();
  });

  it('is not asked about where it was read in the records, and the log group is named', async () => {
    const looking = begin(held(), { isSmaKnown: true, logGroups: [GROUP] });
    await looking.seen;
    expect(looking.asked()).toBe(0);
  });

  it("is told by the call's own records, with the right one", async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: OTHER_SMA }), -30_000);
    const looking = begin(logs);
    const { problem } = await looking.seen;
    expect(problem).toMatchObject({ code: 'CALL_NOT_FOUND', exitCode: 4 });
    expect([problem?.cause, ...(problem?.tryThis ?? [])].join('\n')).toMatch(
      new RegExp(`${OTHER_SMA}[\\s\\S]*bridge --transaction-id ${TRANSACTION} --sma-id ${OTHER_SMA}`),
    );
  });

  it('is not told by records of which one bears it out', async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: OTHER_SMA }), -30_000);
    logs.write(event('ACTION_SUCCESSFUL', 2), -30_000);
    expect((await begin(logs).seen).problem).toBeNull();
  });

  it('is not told by records that do not name one, and AWS is asked', async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: undefined }), -30_000);
    const looking = begin(logs, { application: forever, logGroups: [GROUP] });
    let isSettled = false;
    looking.wrongApplication.then(() => {
      isSettled = true;
    });
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(isSettled).toBe(false);
    logs.pass(2_000);
    expect(await looking.wrongApplication).toBeNull();
    expect((await looking.seen).problem).toBeNull();
  });

  it('is not told by records in which it is masked', async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: '***' }), -30_000);
    expect((await begin(logs).seen).problem).toBeNull();
  });
});

describe('a TransactionId that is a CallId', () => {
  it('is told to be one', async () => {
    const call = { callId: null, transactionId: CALL_A, sipMediaApplicationId: SMA };
    const { problem } = await begin(held(), { call }).seen;
    expect(problem).toMatchObject({ code: 'CALL_NOT_FOUND', exitCode: 4 });
    expect(problem?.cause).toContain(TRANSACTION);
    expect(problem?.tryThis).toEqual([`Give it as what it is: chime-join bridge --call-id ${CALL_A}`]);
  });

  it('is not one because another call mentions it', async () => {
    const logs = held();
    logs.write(event('NEW_INBOUND_CALL', 1, { note: TRANSACTION }, { TransactionId: OTHER_TRANSACTION }), -1_000);
    expect(await begin(logs).seen).toMatchObject({ problem: null, sequence: 7 });
  });
});
