// One run of `bridge` on an emulator of its own: what it said, and what the emulator knows to be true.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { openAws } from '../../dist/aws/open.js';
import { SYSTEM_CLOCK } from '../../dist/aws/pace.js';
import { argumentTemplates } from '../../dist/core/arguments.js';
import { bridge } from '../../dist/core/bridge/bridge.js';
import { attempt } from '../../dist/core/outcome/use-case.js';
import { checkRun } from '../../dist/core/runs/check.js';
import { cleanUp } from '../../dist/core/runs/cleanup.js';
import { openJournal } from '../../dist/journal/open.js';
import { journalIn } from './journal-in.js';
import { runProgram } from './program.js';
import { STATE } from './state-folder.js';

// The operator's own settings must not reach a proof, nor their certificates be read for each run.
for (const name of Object.keys(process.env)) {
  if (/^(?:AWS_|CHIME_JOIN_|NODE_EXTRA_CA_CERTS$)|_proxy$/i.test(name)) delete process.env[name];
}
/** The emulator takes any signature; the SDK will not sign without keys. */
const KEYS = { AWS_ACCESS_KEY_ID: 'proof', AWS_SECRET_ACCESS_KEY: 'proof', AWS_EC2_METADATA_DISABLED: 'true' };
Object.assign(process.env, KEYS);

const journal = openJournal([`${STATE}/chime-join`], 'proof');
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** Shorter than the program's own, so that a request that hangs is given up soon. */
export const LIMITS = { connectMs: 500, requestMs: 1_500 };
/** For what nothing goes wrong with: a busy machine is no fault of AWS's. */
const PATIENT = { connectMs: 5_000, requestMs: 10_000 };
/** Numbers that are kept for fiction, and no other run's. */
const PHONES = { from: '+12065550173', to: '+12065550188' };
/** What may still be under way when a run has ended comes about in this time of the emulator's. */
const AFTERWARDS_MS = [4_000, 8_000];
const SETTLE_MS = 60;
const CHECK_MS = 60_000;

/**
 * Performs the plan. `said` is all that left the run, `truth` the emulator's state some seconds after it; `before` names
 * what was there before the run. Then the run is checked, and cleaned up after: while the call is up, and once it is over.
 */
export async function performRun(plan, runId, stage, pulse) {
  const { emulator, ask, truth } = stage;
  const complainedBefore = stage.complaints.length;
  const call = await emulator.placeCall(PHONES);
  const existing = plan.existingMeeting ? emulator.openMeeting() : null;
  const theirs = plan.secondOperatorAfter === null ? null : emulator.openMeeting();
  const earlier = plan.earlierRun ? await performEarlier(plan, runId, call, emulator) : null;
  const before = { meetings: (await ask('state')).meetings, existing, theirs, earlier };
  const request = requestOf(plan, runId, call, existing);
  await pulse.calm();
  const since = cutter(truth.requests);
  await ask('faults', plan.faults);
  const timers = [
    later(plan.hangsUpAfter, () => emulator.hangUp(call.transactionId)),
    later(plan.secondOperatorAfter, () =>
      emulator.updateCall(call.transactionId, { JoinToken: theirs.joinToken, MeetingId: theirs.meetingId }),
    ),
  ];
  const startedAt = Date.now();
  const told = await (plan.asProgram === null ? inProcess : runProgram)(plan, request, emulator);
  const endedAt = Date.now();
  const starved = pulse.starvedSince(startedAt);
  for (const timer of timers) clearTimeout(timer);
  await ask('faults', []);
  const again =
    plan.asksAgain && SENDS_NO_MORE.includes(told.result?.verdict) ? await askAgain(plan, request, emulator) : null;
  for (const ms of AFTERWARDS_MS) await pass(stage, ms);
  const requests = since();
  const state = await ask('state');
  const callNow = state.calls.find(({ transactionId }) => transactionId === call.transactionId);
  const records = emulator.handlerRecords();
  const afterwards = await lookAfter(plan, runId, stage, { call, since });
  return {
    plan,
    request,
    before,
    call,
    told,
    again,
    check: afterwards.check,
    cleanups: afterwards.cleanups,
    time: { startedAt, endedAt, ...told.time },
    starved,
    truth: {
      meetings: state.meetings,
      call: callNow,
      callAtVerdict: callNow?.status,
      calls: state.calls,
      secrets: state.secrets,
      stays: [...truth.stays()],
      requests,
      phases: afterwards.phases,
      records,
    },
    journal: takeJournals(runId, earlier),
    phones: Object.values(PHONES),
    complaints: stage.complaints.slice(complainedBefore),
  };
}

/** Gives what came since it was last asked. */
function cutter(requests) {
  let from = requests().length;
  return () => {
    const since = requests().slice(from);
    from += since.length;
    return since;
  };
}

async function pass({ ask }, ms) {
  await ask('advance', { ms });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}

/** An earlier run for this call, whose update the handler declines: its meeting is left in place. */
async function performEarlier(plan, runId, call, emulator) {
  const own = { ...plan, waitMs: null, interruptAfter: null };
  const earlier = await inProcess(own, requestOf(own, `${runId}-earlier`, call, null), emulator, PATIENT);
  const { meeting, verdict } = earlier.result;
  // On a busy machine its answer may come too late; the update is out then too.
  if (verdict !== 'ACCEPTED' && verdict !== 'UNCONFIRMED')
    throw new Error(`the earlier run ends ${verdict}: ${earlier.cause}`);
  return { runId: `${runId}-earlier`, meetingId: meeting.meetingId };
}

/** What the operator does next: `runs check`, and `runs cleanup --yes` before and after the caller hangs up. */
async function lookAfter(plan, runId, stage, { call, since }) {
  const phases = { check: [], whileUp: [], whenOver: [] };
  if (plan.asProgram !== null) return { check: null, cleanups: [], phases };
  const { emulator, ask } = stage;
  const check = await overRuns(emulator, (...reached) =>
    checkRun({ runId, waitMs: 0, timeoutMs: CHECK_MS, logGroups: [] }, ...reached),
  );
  phases.check = since();
  const sweep = async () => {
    const told = await overRuns(emulator, (...reached) =>
      cleanUp({ runId, yes: true, timeoutMs: CHECK_MS }, ...reached),
    );
    return { told, meetings: (await ask('state')).meetings };
  };
  const cleanups = [await sweep()];
  phases.whileUp = since();
  emulator.hangUp(call.transactionId);
  await pass(stage, plan.logDelayMs);
  cleanups.push(await sweep());
  phases.whenOver = since();
  return { check, cleanups, phases };
}

/** After these the same run looks, and sends nothing to the call. */
const SENDS_NO_MORE = ['JOINED', 'ACCEPTED', 'NOT_JOINED', 'UNCONFIRMED'];

function askAgain(plan, request, emulator) {
  return (plan.asProgram === null ? inProcess : runProgram)({ ...plan, interruptAfter: null }, request, emulator);
}

function later(ms, work) {
  return ms === null ? undefined : setTimeout(work, ms);
}

function takeJournals(runId, earlier) {
  if (earlier !== null) takeJournal(earlier.runId);
  return takeJournal(runId);
}

/** The text of the run's journal, which is then removed; empty where there is none. */
function takeJournal(runId) {
  const file = journalIn(STATE, runId);
  if (file === null) return '';
  const text = readFileSync(file, 'utf8');
  rmSync(file, { force: true });
  return text;
}

async function inProcess(plan, request, emulator, limits = LIMITS) {
  const { region, url: endpointUrl } = emulator;
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits });
  const interrupt = new AbortController();
  const timer = later(plan.interruptAfter, () => interrupt.abort());
  const events = [];
  const time = {};
  try {
    const outcome = await bridge(
      request,
      {
        ...{ ...aws, clock: SYSTEM_CLOCK, chance: Math.random, attendeesFile: null },
        ...{ journal, digest, endpoint: async () => endpointUrl },
      },
      (event) => {
        events.push(event);
        if (event.type === 'step-started') time[event.step.id] = Date.now();
      },
      interrupt.signal,
    );
    return { ...toldOf(outcome, events), time };
  } finally {
    clearTimeout(timer);
    aws.close();
  }
}

/** A command over earlier runs, which nothing goes wrong with. */
async function overRuns({ region, url: endpointUrl }, work) {
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits: PATIENT });
  const interrupt = new AbortController().signal;
  const clock = SYSTEM_CLOCK;
  const events = [];
  const options = { clock, emit: (event) => events.push(event), interrupt, timeoutMs: CHECK_MS };
  const reach = { journal, clock, digest, endpointOf: async () => endpointUrl, awsOf: async () => aws };
  try {
    const outcome = await attempt(options, (progress, signal) => work(reach, progress, { signal, interrupt }));
    return toldOf(outcome, events);
  } finally {
    aws.close();
  }
}

function toldOf({ result, failure, ...rest }, events) {
  const error = failure === null ? null : { ...failure, message: failure.message, cause: failure.cause };
  return {
    result,
    exit: failure?.exitCode ?? 0,
    code: failure?.code ?? null,
    cause: failure?.cause ?? null,
    retryable: failure?.retryable ?? false,
    said: JSON.stringify([result, error, rest, events]),
    time: {},
    problems: [],
  };
}

function requestOf(plan, runId, { callId, transactionId, sipMediaApplicationId }, existing) {
  const own = plan.preset === 'none' ? ['JoinToken={{JoinToken}}', 'MeetingId={{MeetingId}}'] : [];
  const externalUserId = `phone-${runId}`;
  const addAttendees = Array.from({ length: plan.addAttendees }, (_, index) => `browser-${index}-${runId}`);
  return {
    runId,
    reason: null,
    profile: null,
    call: plan.findsCall
      ? { callId, transactionId: null, sipMediaApplicationId: null }
      : { callId, transactionId, sipMediaApplicationId },
    event: null,
    region: 'us-east-1',
    meetingsRegion: 'us-east-1',
    meetingId: existing?.meetingId ?? null,
    externalMeetingId: `m-${runId}`,
    mediaRegion: 'us-east-1',
    externalUserId,
    givenUserIds: [...(plan.userId === 'made' ? [] : [externalUserId]), ...addAttendees],
    addAttendees,
    arguments: argumentTemplates(plan.preset, own),
    waitMs: plan.waitMs,
    timeoutMs: plan.timeoutMs,
    logGroups: plan.namesLogGroup ? [`/aws/lambda/${plan.handler}`] : [],
    sinceMs: null,
    newMeeting: false,
    keepMeeting: plan.keepMeeting,
    attendeesFile: null,
  };
}
