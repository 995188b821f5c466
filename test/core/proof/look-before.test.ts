import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { RunEvent, Step } from '../../../src/core/outcome/outcome.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import type { Application } from '../../../src/core/ports/calls.js';
import { beginLook, type LookAt } from '../../../src/core/proof/look-before.js';
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
  const look = { call, logGroups: [], step: STEP, isSmaKnown: false, ...at };
  const looking = beginLook(look, ports, progress, signal);
  const told = () => progress.summary().warnings;
  const note = () => events.flatMap((one) => (one.type === 'step-finished' ? [one.note] : []))[0];
  return { ...looking, told, note, asked: () => asked };
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
      problem: null,
      sequence: 7,
      callId: CALL_A,
      logGroups: [GROUP],
    });
    expect([looking.told(), looking.note()]).toEqual([[], null]);
  });

  it('reads the newest first, and in each group no page after the first that shows the call', async () => {
    const logs = held();
    logs.pageSize = 1;
    logs.write(event('ACTION_SUCCESSFUL', 8, {}, { Participants: [phone(), meetingLeg()] }), -20_000);
    expect((await begin(logs).seen).problem).toMatchObject({ code: 'CALL_BRIDGED' });
    expect(logs.pages).toBe(1);
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
    expect(looking.note()).toBe('not read');
  });

  it('takes two seconds at most, and then has not looked', async () => {
    const logs = held();
    const looking = begin(logs, { application: forever });
    logs.pass(2_000);
    expect(await looking.seen).toMatchObject({ looked: false, problem: null });
    expect(looking.told()).toEqual(["The call's records could not be read in 2.0 s; its state is not known."]);
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
