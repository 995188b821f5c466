/** One run of `bridge` on an emulator of its own: what it said, and what the emulator knows to be true. */
import { readFileSync, rmSync } from 'node:fs';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import type { Emulator, PlacedCall } from '../../../src/emulator/emulator.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import { journalIn } from '../stage/journal-in.js';
import { pause } from '../stage/side-by-side.js';
import { PHONES, type Stage } from '../stage/stages.js';
import { STATE } from '../stage/state-folder.js';
import { checkInProcess, cleanUpInProcess, PATIENT, runInProcess } from './engine.js';
import type { Plan } from './plan.js';
import { runProgram } from './program.js';
import type { Pulse } from './pulse.js';
import { requestOf } from './request.js';
import type { Before, Cleanup, Phases, Run, Told } from './run.js';

/** What may still be under way when a run has ended comes about in this time of the emulator's. */
const AFTERWARDS_MS = [4_000, 8_000];
const SETTLE_MS = 60;
/** After these the same run looks, and sends nothing to the call. */
const SENDS_NO_MORE: readonly Verdict[] = ['JOINED', 'ACCEPTED', 'NOT_JOINED', 'UNCONFIRMED'];

/**
 * Performs the plan. `said` is all that left the run, `truth` the emulator's state some seconds after it; `before` names
 * what was there before the run. Then the run is checked, and cleaned up after: while the call is up, and once it is over.
 */
export async function performRun(plan: Plan, runId: string, stage: Stage, pulse: Pulse): Promise<Run> {
  const { emulator, control, truth } = stage;
  const complainedBefore = stage.complaints.length;
  const call = await emulator.placeCall(PHONES);
  const before = await prepare(plan, runId, stage, call);
  const request = requestOf(plan, runId, call, before.existing);
  await pulse.calm();
  const since = cutter(truth.requests);
  await control.faults(plan.faults);
  const stop = begin(plan, emulator, call, before);
  const startedAt = Date.now();
  const told = await ask(plan, request, emulator);
  const endedAt = Date.now();
  const starved = pulse.starvedSince(startedAt);
  stop();
  await control.faults([]);
  const looks = plan.asksAgain && told.result !== null && SENDS_NO_MORE.includes(told.result.verdict);
  const again = looks ? await ask({ ...plan, interruptAfter: null }, request, emulator) : null;
  for (const ms of AFTERWARDS_MS) await pass(stage, ms);
  const requests = since();
  const state = await control.state();
  const callNow = state.calls.find(({ transactionId }) => transactionId === call.transactionId);
  const records = emulator.handlerRecords();
  const { check, cleanups, phases } = await lookAfter(plan, runId, stage, { call, since });
  return {
    plan,
    request,
    before,
    call,
    told,
    again,
    check,
    cleanups,
    time: { startedAt, endedAt, ...told.time },
    starved,
    truth: {
      ...{ meetings: state.meetings, call: callNow, callAtVerdict: callNow?.status, calls: state.calls },
      ...{ secrets: state.secrets, stays: [...truth.stays()], requests, phases, records },
    },
    journal: takeJournals(runId, before.earlier),
    phones: Object.values(PHONES),
    complaints: stage.complaints.slice(complainedBefore),
  };
}

function ask(plan: Plan, request: BridgeRequest, emulator: Emulator): Promise<Told<BridgeResult>> {
  return plan.asProgram === null ? runInProcess(plan, request, emulator) : runProgram(plan, request, emulator);
}

async function prepare(plan: Plan, runId: string, { emulator, control }: Stage, call: PlacedCall): Promise<Before> {
  const existing = plan.existingMeeting ? emulator.openMeeting() : null;
  const theirs = plan.secondOperatorAfter === null ? null : emulator.openMeeting();
  const earlier = plan.earlierRun ? await performEarlier(plan, runId, call, emulator) : null;
  return { meetings: (await control.state()).meetings, existing, theirs, earlier };
}

/** Whatever happens while the run goes on begins to wait for its time; gives what stops it. */
function begin(plan: Plan, emulator: Emulator, { transactionId }: PlacedCall, { theirs }: Before): () => void {
  const timers = [
    later(plan.hangsUpAfter, () => emulator.hangUp(transactionId)),
    later(plan.secondOperatorAfter, () => {
      if (theirs === null) return;
      emulator.updateCall(transactionId, { JoinToken: theirs.joinToken, MeetingId: theirs.meetingId });
    }),
  ];
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

function later(ms: number | null, work: () => void): NodeJS.Timeout | undefined {
  return ms === null ? undefined : setTimeout(work, ms);
}

type Since = () => RecordedRequest[];

/** Gives what came since it was last asked. */
function cutter(requests: () => readonly RecordedRequest[]): Since {
  let from = requests().length;
  return () => {
    const since = requests().slice(from);
    from += since.length;
    return since;
  };
}

async function pass({ control }: Stage, ms: number): Promise<void> {
  await control.advance(ms);
  await pause(SETTLE_MS);
}

/** An earlier run for this call, whose update the handler declines: its meeting is left in place. */
async function performEarlier(plan: Plan, runId: string, call: PlacedCall, emulator: Emulator) {
  const own = { ...plan, waitMs: null, interruptAfter: null };
  const earlier = `${runId}-earlier`;
  const { result, cause } = await runInProcess(own, requestOf(own, earlier, call, null), emulator, PATIENT);
  // On a busy machine its answer may come too late; the update is out then too.
  const isSent = result?.verdict === 'ACCEPTED' || result?.verdict === 'UNCONFIRMED';
  if (!isSent || result.meeting === null) throw new Error(`the earlier run ends ${result?.verdict}: ${cause}`);
  return { runId: earlier, meetingId: result.meeting.meetingId };
}

interface Afterwards {
  check: Told<BridgeResult> | null;
  cleanups: Cleanup[];
  phases: Phases;
}

/** What the operator does next: `runs check`, and `runs cleanup --yes` before and after the caller hangs up. */
async function lookAfter(
  plan: Plan,
  runId: string,
  stage: Stage,
  { call, since }: { call: PlacedCall; since: Since },
): Promise<Afterwards> {
  if (plan.asProgram !== null) return { check: null, cleanups: [], phases: { check: [], whileUp: [], whenOver: [] } };
  const { emulator, control } = stage;
  const sweep = async (): Promise<Cleanup> => {
    const told = await cleanUpInProcess(emulator, runId);
    return { told, meetings: (await control.state()).meetings };
  };
  const check = await checkInProcess(emulator, runId);
  const checked = since();
  const cleanup = await sweep();
  const whileUp = since();
  emulator.hangUp(call.transactionId);
  await pass(stage, plan.logDelayMs);
  const cleanups = [cleanup, await sweep()];
  return { check, cleanups, phases: { check: checked, whileUp, whenOver: since() } };
}

function takeJournals(runId: string, earlier: Before['earlier']): string {
  if (earlier !== null) takeJournal(earlier.runId);
  return takeJournal(runId);
}

/** The text of the run's journal, which is then removed; empty where there is none. */
function takeJournal(runId: string): string {
  const file = journalIn(STATE, runId);
  if (file === null) return '';
  const text = readFileSync(file, 'utf8');
  rmSync(file, { force: true });
  return text;
}
