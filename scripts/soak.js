// Random bridges over handlers, faults, hang-ups and second operators, each held against the emulator's ground truth.
// npm run soak -- [--runs 500] [--seed N] [--at-once 6]      A failure prints the seed and the number of its run.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openAws } from '../dist/aws/open.js';
import { SYSTEM_CLOCK } from '../dist/aws/pace.js';
import { argumentTemplates } from '../dist/core/arguments.js';
import { bridge } from '../dist/core/bridge/bridge.js';
import { EVENT_FAULTS, REQUEST_FAULTS } from '../dist/emulator/faults.js';
import { startEmulator } from '../dist/emulator/start.js';
import { REFERENCE_HANDLER } from '../dist/handler/contract.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'at-once': { type: 'string', default: '6' },
    only: { type: 'string' },
  },
});
// The emulator takes any signature; the SDK will not sign without keys.
Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'soak', AWS_SECRET_ACCESS_KEY: 'soak' });
const folder = fileURLToPath(new URL('../test/e2e/handlers/', import.meta.url));
const HANDLERS = [
  REFERENCE_HANDLER,
  REFERENCE_HANDLER,
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.mjs') && name !== 'hold.mjs')
    .map((name) => folder + name),
];
const OPERATIONS = [
  'CreateMeetingWithAttendees',
  'CreateAttendee',
  'GetMeeting',
  'DeleteMeeting',
  'DeleteAttendee',
  'GetSipMediaApplication',
  'UpdateSipMediaApplicationCall',
  'FilterLogEvents',
];
const WAIT_MS = 3_000;

/** mulberry32: a small generator whose whole state is its seed, so that a run can be had again. */
function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (share) => next() < share,
    below: (limit) => Math.floor(next() * limit),
    oneOf: (list) => list[Math.floor(next() * list.length)],
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(''),
  };
}

function randomFault(random) {
  if (random.chance(0.3)) {
    return {
      operation: 'Event',
      kind: random.oneOf(EVENT_FAULTS),
      times: 1 + random.below(2),
      ms: random.below(2_500),
    };
  }
  const kind = random.oneOf(REQUEST_FAULTS);
  const status = random.oneOf([400, 403, 404, 409, 429, 500, 503]);
  return {
    operation: random.oneOf(OPERATIONS),
    kind,
    times: random.oneOf([1, 1, 2, 99]),
    ...(kind === 'error' ? { status, code: 'FaultException', message: 'a fault' } : {}),
    ...(kind === 'delay' ? { ms: random.below(3_000) } : {}),
  };
}

function planOf(seed, number) {
  const random = randomOf(seed * 7_919 + number);
  return {
    random,
    handlerFile: random.oneOf(HANDLERS),
    faults: Array.from({ length: random.below(3) }, () => randomFault(random)),
    existingMeeting: random.chance(0.3),
    hangsUpAfter: random.chance(0.15) ? random.below(1_200) : null,
    secondOperatorAfter: random.chance(0.15) ? random.below(800) : null,
    preset: random.oneOf(['standard', 'standard', 'none']),
    logDelayMs: random.oneOf([0, 0, 300, 1_500]),
    noWait: random.chance(0.05),
  };
}

async function oneRun(seed, number) {
  const plan = planOf(seed, number);
  const { handlerFile, logDelayMs, random } = plan;
  const emulator = await startEmulator({ handlerFile, logDelayMs, stderr: () => {} });
  const control = async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${emulator.url}/_emulator/${path}`, init)).json();
  };
  const settings = {
    region: emulator.region,
    meetingsRegion: emulator.region,
    profile: null,
    endpointUrl: emulator.url,
  };
  const aws = openAws(settings, { limits: { connectMs: 500, requestMs: 1_500 } });
  const timers = [];
  try {
    const call = await emulator.placeCall();
    const runId = `soak-${number}-${random.hex(6)}`;
    const quiet = new AbortController().signal;
    const newMeeting = {
      clientRequestToken: random.hex(40),
      externalMeetingId: `made-${runId}`,
      mediaRegion: 'us-east-1',
      attendees: [],
    };
    const existing = plan.existingMeeting
      ? (await aws.meetings.create(newMeeting, quiet)).value.meeting.meetingId
      : null;
    await control('faults', plan.faults);
    if (plan.hangsUpAfter !== null)
      timers.push(setTimeout(() => emulator.hangUp(call.transactionId), plan.hangsUpAfter));
    const request = requestOf(plan, call, runId, existing, random);
    const events = [];
    const bridged = bridge(
      request,
      { ...aws, clock: SYSTEM_CLOCK, attendeesFile: null },
      (event) => events.push(event),
      quiet,
    );
    const second = plan.secondOperatorAfter === null ? null : secondOperator(plan, call, existing, aws, random);
    const outcome = await bridged;
    await second;
    const problems = problemsOf(
      outcome,
      events,
      request,
      existing,
      await control('state'),
      await control('requests'),
      plan,
    );
    await control('faults', []);
    await control('advance', { ms: 8_000 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    problems.push(...laterProblems(outcome, await control('state')));
    return {
      number,
      verdict: outcome.result?.verdict ?? 'NONE',
      exit: outcome.failure?.exitCode ?? 0,
      problems,
      plan,
      outcome,
    };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    aws.close();
    await emulator.close();
  }
}

function requestOf(plan, call, runId, existing, random) {
  const { callId, transactionId, sipMediaApplicationId } = call;
  const own = plan.preset === 'none' ? ['JoinToken={{JoinToken}}', 'MeetingId={{MeetingId}}'] : [];
  return {
    runId,
    call: { callId, transactionId, sipMediaApplicationId },
    event: null,
    region: 'us-east-1',
    meetingsRegion: 'us-east-1',
    meetingId: existing,
    externalMeetingId: `m-${runId}`,
    mediaRegion: 'us-east-1',
    clientRequestToken: random.hex(40),
    externalUserId: `phone-${runId}`,
    givenUserIds: [],
    addAttendees: [],
    arguments: argumentTemplates(plan.preset, own),
    waitMs: plan.noWait ? null : WAIT_MS,
    timeoutMs: 30_000,
    logGroups: [],
    keepMeeting: false,
    writesAttendeesFile: false,
  };
}

/** Somebody else joins the same call to a meeting of theirs, or to the same one, with the same argument names. */
async function secondOperator(plan, call, existing, aws, random) {
  await new Promise((resolve) => setTimeout(resolve, plan.secondOperatorAfter));
  const signal = AbortSignal.timeout(6_000);
  try {
    const theirs = { externalUserId: `other-${random.hex(8)}` };
    const made = {
      clientRequestToken: random.hex(40),
      externalMeetingId: `other-${random.hex(8)}`,
      mediaRegion: 'us-east-1',
      attendees: [theirs],
    };
    const answer =
      existing === null
        ? (await aws.meetings.create(made, signal)).value
        : {
            meeting: { meetingId: existing },
            attendees: (await aws.attendees.add(existing, [theirs], signal)).value.attendees,
          };
    const { sipMediaApplicationId, transactionId } = call;
    const JoinToken = answer.attendees[0].joinToken.reveal();
    const sent = { JoinToken, MeetingId: answer.meeting.meetingId };
    await aws.calls.update({ sipMediaApplicationId, transactionId, arguments: sent }, signal);
  } catch {
    // The second operator's own failures are not what is measured.
  }
}

/** The legs that ever led our attendee into our meeting. */
function ourLegs(outcome, state) {
  const attendeeId = outcome.result?.attendee?.attendeeId;
  return state.calls
    .flatMap(({ legs }) => legs)
    .filter((leg) => leg.attendeeId !== undefined && leg.attendeeId === attendeeId);
}

function problemsOf(outcome, events, request, existing, state, requests, plan) {
  const problems = [];
  const { result, failure } = outcome;
  if (result === null) return [`no result: ${failure?.code} ${failure?.message} ${failure?.cause}`];
  const { verdict, leftovers } = result;
  const joined = ourLegs(outcome, state).length > 0;
  if (verdict === 'JOINED' && !joined) problems.push('JOINED, and no leg ever led there');
  if ((verdict === 'NOT_JOINED' || verdict === 'FAILED') && joined) problems.push(`${verdict}, and a leg led there`);
  const mine = requests.filter(
    ({ operation, delivered }) => operation === 'UpdateSipMediaApplicationCall' && delivered,
  );
  if (plan.secondOperatorAfter === null && mine.length > 1)
    problems.push(`the update was delivered ${mine.length} times`);
  if (plan.secondOperatorAfter === null && verdict === 'FAILED' && mine.length > 0)
    problems.push('FAILED, and the update was delivered');
  const definite = verdict === 'FAILED' || verdict === 'NOT_JOINED';
  const standing = standingOf(state, request, existing);
  if (definite && leftovers.length === 0 && standing > 0) problems.push('something is left behind and not named');
  if (verdict === 'UNCONFIRMED' && leftovers.length === 0 && standing > 0)
    problems.push('UNCONFIRMED, and what stands is not named');
  const expected = { JOINED: [0], ACCEPTED: [0], UNCONFIRMED: [7], NOT_JOINED: [10, 9], FAILED: [1, 3, 4, 5, 6, 9] }[
    verdict
  ];
  if (!expected.includes(failure?.exitCode ?? 0)) problems.push(`${verdict} with exit code ${failure?.exitCode}`);
  if (failure?.code === 'INTERNAL') problems.push(`a defect: ${failure.cause}`);
  const said = JSON.stringify([outcome, events, failure?.message, failure?.cause]);
  if (state.secrets.some((secret) => said.includes(secret))) problems.push('a join token is shown');
  return problems;
}

/** What this run made and what is still there. */
function standingOf(state, request, existing) {
  if (existing === null) {
    return state.meetings.filter(
      ({ ended, attendees }) =>
        !ended && attendees.some(({ externalUserId }) => externalUserId === request.externalUserId),
    ).length;
  }
  const meeting = state.meetings.find(({ meetingId }) => meetingId === existing);
  return meeting === undefined || meeting.ended
    ? 0
    : meeting.attendees.filter(({ externalUserId }) => externalUserId === request.externalUserId).length;
}

/** Some seconds later it must still be true. */
function laterProblems(outcome, state) {
  const verdict = outcome.result?.verdict;
  const legs = ourLegs(outcome, state);
  return (verdict === 'NOT_JOINED' || verdict === 'FAILED') && legs.length > 0
    ? [`${verdict}, and a leg led there later`]
    : [];
}

const seed = Number(values.seed);
const total = Number(values.runs);
const numbers =
  values.only === undefined ? Array.from({ length: total }, (_, number) => number) : [Number(values.only)];
const verdicts = {};
let failed = 0;
const startedAt = Date.now();

async function worker() {
  for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
    const run = await oneRun(seed, number);
    verdicts[run.verdict] = (verdicts[run.verdict] ?? 0) + 1;
    if (values.only !== undefined)
      console.log(JSON.stringify({ ...run, plan: { ...run.plan, random: undefined } }, null, 2));
    if (run.problems.length === 0) continue;
    failed += 1;
    const { handlerFile, faults, existingMeeting, hangsUpAfter, secondOperatorAfter, preset, logDelayMs } = run.plan;
    const told = {
      handler: handlerFile.split('/').at(-1),
      faults,
      existingMeeting,
      hangsUpAfter,
      secondOperatorAfter,
      preset,
      logDelayMs,
    };
    console.log(
      `run ${number}, seed ${seed}: ${run.problems.join('; ')}\n  ${run.verdict}, exit ${run.exit}, ${JSON.stringify(told)}`,
    );
  }
}

await Promise.all(Array.from({ length: Number(values['at-once']) }, worker));
console.log(
  `${total} runs with seed ${seed} in ${Math.round((Date.now() - startedAt) / 1000)} s: ${JSON.stringify(verdicts)}`,
);
console.log(`${total - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
