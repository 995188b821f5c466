// One run of `bridge` on an emulator of its own: what it said, and what the emulator knows to be true.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { openAws } from '../../dist/aws/open.js';
import { SYSTEM_CLOCK } from '../../dist/aws/pace.js';
import { argumentTemplates } from '../../dist/core/arguments.js';
import { bridge } from '../../dist/core/bridge/bridge.js';
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
/** Numbers that are kept for fiction, and no other run's. */
const PHONES = { from: '+12065550173', to: '+12065550188' };
/** What may still be under way when a run has ended comes about in this time of the emulator's. */
const AFTERWARDS_MS = [4_000, 8_000];
const SETTLE_MS = 60;

/**
 * Performs the plan. `said` is all that left the run, `truth` the emulator's state some seconds after it; `before` names
 * what was there before the run.
 */
export async function performRun(plan, runId, stage) {
  const { emulator, ask } = stage;
  const complainedBefore = stage.complaints.length;
  const call = await emulator.placeCall(PHONES);
  const existing = plan.existingMeeting ? emulator.openMeeting() : null;
  const before = { meetings: (await ask('state')).meetings, existing };
  const request = requestOf(plan, runId, call, existing);
  await ask('faults', plan.faults);
  const timer = later(plan.hangsUpAfter, () => emulator.hangUp(call.transactionId));
  const startedAt = Date.now();
  const told = await (plan.asProgram === null ? inProcess : runProgram)(plan, request, emulator);
  const endedAt = Date.now();
  clearTimeout(timer);
  await ask('faults', []);
  for (const ms of AFTERWARDS_MS) {
    await ask('advance', { ms });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
  const state = await ask('state');
  return {
    plan,
    request,
    before,
    call,
    told,
    time: { startedAt, endedAt, ...told.time },
    truth: {
      meetings: state.meetings,
      call: state.calls.find(({ transactionId }) => transactionId === call.transactionId),
      calls: state.calls,
      secrets: state.secrets,
      requests: await ask('requests'),
      records: emulator.handlerRecords(),
    },
    journal: takeJournal(runId),
    phones: Object.values(PHONES),
    complaints: stage.complaints.slice(complainedBefore),
  };
}

function later(ms, work) {
  return ms === null ? undefined : setTimeout(work, ms);
}

/** The text of the run's journal, which is then removed; empty where there is none. */
function takeJournal(runId) {
  const file = journalIn(STATE, runId);
  if (file === null) return '';
  const text = readFileSync(file, 'utf8');
  rmSync(file, { force: true });
  return text;
}

async function inProcess(plan, request, emulator) {
  const { region, url: endpointUrl } = emulator;
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits: LIMITS });
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
    const { result, failure, ...rest } = outcome;
    const error = failure === null ? null : { ...failure, message: failure.message, cause: failure.cause };
    return {
      result,
      exit: failure?.exitCode ?? 0,
      code: failure?.code ?? null,
      cause: failure?.cause ?? null,
      said: JSON.stringify([result, error, rest, events]),
      time,
      problems: [],
    };
  } finally {
    clearTimeout(timer);
    aws.close();
  }
}

function requestOf(plan, runId, { callId, transactionId, sipMediaApplicationId }, existing) {
  const own = plan.preset === 'none' ? ['JoinToken={{JoinToken}}', 'MeetingId={{MeetingId}}'] : [];
  const externalUserId = plan.userId === 'taken' ? existing.externalUserId : `phone-${runId}`;
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
    keepMeeting: plan.keepMeeting,
    attendeesFile: null,
  };
}
