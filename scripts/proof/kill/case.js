// One case: a run that is struck, and what its user does next, held against the ground truth at every step.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  callersDropped,
  entriesOf,
  harmDone,
  isSame,
  journalProblems,
  ourLegs,
  standingOf,
  truthOf,
  unnamed,
  updatesDelivered,
  wronglyRemoved,
} from './ground.js';
import { runProgram } from './process.js';
import { wordsOf } from './scenarios.js';

export const EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const VERDICT_EXITS = { JOINED: [0], ACCEPTED: [0], UNCONFIRMED: [7], NOT_JOINED: [10], FAILED: [1, 3, 4, 5, 6, 9] };
/** Undoing has five seconds; starting, stopping and a busy machine have the rest. */
const LEAVES_WITHIN_MS = 6_500;
const AT_ONCE_MS = 1_500;
const TOGETHER_MS = 1_000;
const SETTLE_MS = 350;
const LATER_MS = 3 * 60_000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The stage of a case: a call, perhaps somebody's meeting, a state folder of its own. */
export async function openScene(scenario, { runId, stage, folder }) {
  const { emulator, ask } = stage;
  const call = await emulator.placeCall();
  const existing = scenario.existing ? emulator.openMeeting() : null;
  const before = { meetings: (await ask('state')).meetings };
  await ask('faults', scenario.faults);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'attendees.json');
  const env = { ...emulator.env, XDG_STATE_HOME: folder };
  const words = wordsOf(scenario, { runId, call, existing, file });
  const problems = [];
  const seen = { programs: [], notes: [] };
  const scene = {
    scenario,
    runId,
    stage,
    emulator,
    ask,
    call,
    existing,
    before,
    folder,
    file,
    env,
    words,
    problems,
    seen,
  };
  return { ...scene, wrong: (...what) => problems.push(...what) };
}

/** What the program says when it ends by itself, against the truth. `blows`: where it was struck. */
export async function program(scene, words, options = {}) {
  const { env, seen, wrong } = scene;
  const { truth: was } = await truthOf(scene);
  const had = entriesOf(scene.folder, scene.runId).length;
  const ended = await runProgram(words, { ...options, env: { ...env, ...options.env } });
  ended.wrote = entriesOf(scene.folder, scene.runId).length - had;
  seen.programs.push(ended);
  if (ended.hung) wrong('the program hung');
  if (ended.signal !== null && !(options.blows ?? []).some(({ does }) => does === ended.signal) && !options.killed) {
    wrong(`it ended by ${ended.signal}`);
  }
  if (/INTERNAL|\n {4}at .*\.js:/.test(ended.stdout + ended.stderr)) wrong(`a defect: ${ended.stderr.slice(0, 600)}`);
  if (/^\(node:\d+\)/m.test(ended.stderr)) wrong(`Node warns: ${/^\(node.*/m.exec(ended.stderr)[0]}`);
  const ground = await truthOf(scene);
  const { secrets } = ground.truth;
  if (secrets.some((secret) => (ended.stdout + ended.stderr).includes(secret))) wrong('a join token is shown');
  wrong(...harmDone(ground), ...journalProblems(scene.folder, secrets, seen.programs.length));
  const kind = { cleanup: words[1] === 'cleanup', another: scene.another === true };
  wrong(...wronglyRemoved(ground, was.requests.length, kind));
  return { ...ended, ground, delivered: updatesDelivered(ground.truth) - updatesDelivered(was) };
}

/** One run of `bridge` that ended by itself: exit code, document and verdict. */
export async function bridge(scene, options = {}) {
  const ended = await program(scene, scene.words, options);
  const { wrong } = scene;
  const struck = ended.blows.some(({ does }) => does === 'SIGKILL') || options.killed === true;
  if (ended.signal === 'SIGKILL' && struck) return ended;
  const interruptedBy = ended.blows.filter(({ does }) => does in EXITS).map(({ does }) => does);
  const twice = interruptedBy.length > 1;
  const { document } = ended;
  if (document === null) {
    if (!twice && options.deaf !== true)
      wrong(`stdout is not one document: ${JSON.stringify(ended.stdout.slice(0, 300))}`);
    return ended;
  }
  const exit = document.ok ? 0 : document.error.exitCode;
  if (!document.ok && document.error.retryable !== (exit === 6))
    wrong(`exit ${exit}, and retryable is ${document.error.retryable}`);
  if (ended.code !== exit && !twice) wrong(`exit ${ended.code}, and the document says ${exit}`);
  const verdict = document.result?.verdict ?? null;
  if (verdict === null) {
    if (ended.code !== 2) wrong(`no result: ${document.error?.code}, exit ${ended.code}`);
    return { ...ended, verdict };
  }
  const signalExits = interruptedBy.map((signal) => EXITS[signal]);
  if (![...VERDICT_EXITS[verdict], ...signalExits].includes(ended.code))
    wrong(`${verdict} with exit code ${ended.code}`);
  await pause(options.settle ?? 0);
  wrong(...untrue(verdict, document, ended, await truthOf(scene), scene));
  return { ...ended, verdict };
}

function untrue(
  verdict,
  { result, warnings },
  { delivered, code },
  ground,
  { scenario, existing, runId, isForgotten },
) {
  const problems = [];
  const { meeting, standing, leftovers, undone } = result;
  const isOfThis = (leg) => meeting === null || leg.meetingId === meeting.meetingId;
  const joined = ourLegs(ground).some(isOfThis);
  if (verdict === 'JOINED' && !joined) problems.push('JOINED, and no leg ever led there');
  if (verdict === 'NOT_JOINED' && joined) problems.push(`${verdict}, and a leg led there`);
  // A run whose journal forgot the update finds its caller bridged: it fails, and takes nothing back.
  if (verdict === 'FAILED' && joined && !isForgotten) problems.push('FAILED, and a leg led there');
  if (verdict === 'FAILED' && delivered > 0) problems.push('FAILED, and the update was delivered');
  if (delivered > 1) problems.push(`it delivered the update ${delivered} times`);
  if (verdict !== 'FAILED' && undone.length + leftovers.length > 0)
    problems.push(`${verdict}, with ${undone.length} undone and ${leftovers.length} leftovers`);
  if (leftovers.length > 0 !== (code === 9)) problems.push(`${leftovers.length} leftovers, and exit ${code}`);
  const foreign = standing.find(({ command }) => command !== `chime-join runs cleanup ${runId}`);
  if (foreign !== undefined) problems.push(`left in place: ${foreign.command}`);
  const things = standingOf(ground);
  const meetings = things.filter(({ kind }) => kind === 'meeting');
  // An earlier attempt's is left in place, and named, where it could not be seen that nobody is in it.
  const isInWarning = ({ meetingId }) => warnings.some((warning) => warning.includes(meetingId));
  const own = meetings.filter((thing) => !isInWarning(thing));
  const keeps = scenario.words.includes('--keep-meeting');
  if (own.length > 1 && !keeps) problems.push(`${own.length} meetings stand`);
  if (verdict === 'JOINED') {
    if (standing.length > 0) problems.push('JOINED, and something is left in place');
  } else {
    // What an earlier attempt was to keep was said then; nothing else excuses what is not named.
    const isKept = (thing) => keeps && thing.meetingId !== meeting?.meetingId;
    const isNamed = (thing) => [...standing, ...leftovers].some((left) => isSame(left, thing)) || isInWarning(thing);
    problems.push(...unnamed(ground, (thing) => isNamed(thing) || isKept(thing)));
  }
  for (const { kind, meetingId, attendeeId } of undone) {
    const stands = things.some(
      (thing) => thing.kind === kind && thing.meetingId === meetingId && thing.attendeeId === attendeeId,
    );
    if (stands) problems.push(`said to be undone, and stands: ${kind} ${attendeeId ?? meetingId}`);
  }
  if (meeting !== null && existing !== null && meeting.meetingId !== existing.meetingId)
    problems.push('another meeting');
  return problems;
}

/** A signal: the verdict in time, the code of the signal, and a word at once. */
export function judgeSignal(scene, ended, signals) {
  const { wrong } = scene;
  const fell = ended.blows.filter(({ does }) => does in EXITS);
  if (fell.length === 0) return;
  const last = fell.at(-1);
  const tookMs = ended.exitedAt - last.at;
  const isLate = ended.verdict === 'JOINED' || ended.verdict === 'ACCEPTED';
  if (ended.code !== EXITS[last.does] && !(isLate && ended.code === 0) && !cameTooLate(scene, ended)) {
    wrong(`${last.does} at line ${last.line} of ${ended.wrote}: exit ${ended.code}, ${ended.verdict}`);
  }
  if (!/^Interrupted/m.test(ended.stderr) && !cameTooLate(scene, ended))
    wrong(`${last.does}: nothing was said at once: ${ended.stderr}`);
  if (signals > 1 && fell.length > 1) {
    if (tookMs > AT_ONCE_MS) wrong(`the second signal left after ${tookMs} ms`);
  } else if (tookMs > LEAVES_WITHIN_MS) wrong(`${last.does} left after ${tookMs} ms`);
}

/**
 * A signal that comes together with what the run last waited for is heard after its end: from the verdict on, nothing else
 * is waited for. It was never noted then, and the end is near.
 */
function cameTooLate(scene, { blows, wrote, exitedAt }) {
  const { line, at } = blows.at(-1);
  if (line >= wrote - 4) return true;
  const noted = entriesOf(scene.folder, scene.runId).some(({ type }) => type === 'interrupted');
  return !noted && exitedAt - at < TOGETHER_MS;
}

/** `runs cleanup --yes`, and what it says against what stands. */
export async function cleanUp(scene, options = {}) {
  const { runId, wrong, scenario } = scene;
  const legsBefore = ourLegs(await truthOf(scene)).filter(({ status }) => status !== 'Disconnected');
  const ended = await program(scene, ['runs', 'cleanup', runId, '--yes', '--json'], options);
  if (ended.signal === 'SIGKILL') return ended;
  if (ended.delivered > 0) wrong('a cleanup updated the call');
  const { document, ground } = ended;
  if (document === null) {
    wrong(`cleanup: stdout is not one document: ${ended.stdout.slice(0, 300)}`);
    return ended;
  }
  const { removed = [], kept = [], failed = [] } = document.result ?? {};
  // A run that never was, or that its user keeps, has nothing to clean up.
  if (document.result === null && entriesOf(scene.folder, runId).some(({ type }) => type === 'begun')) {
    wrong(`cleanup: no result: ${document.error?.code} ${document.error?.message}`);
  }
  const named = [...kept, ...failed];
  const isNamed = (thing) =>
    named.some((one) => one.meetingId === thing.meetingId || one.meetingId === null) ||
    scenario.words.includes('--keep-meeting');
  wrong(...unnamed(ground, isNamed));
  for (const { meetingId } of removed) {
    if (legsBefore.some((leg) => leg.meetingId === meetingId) && callersDropped(ground).length > 0)
      wrong(`cleanup ended the meeting of a live caller: ${meetingId}`);
  }
  return { ...ended, removed, kept, failed };
}

/** Time alone makes nothing removable: what the first cleanup kept, the next one keeps three minutes later, or it has ended. */
export async function cleanUpLater(scene) {
  const first = await cleanUp(scene);
  if ((first.kept ?? []).length === 0) return first;
  await scene.ask('advance', { ms: LATER_MS });
  await pause(SETTLE_MS);
  return cleanUp(scene);
}

/** Hung up and long ago: nothing of a run may stand but what its user keeps. */
export async function endScene(scene) {
  await pause(SETTLE_MS);
  const ground = await truthOf(scene);
  scene.wrong(...harmDone(ground));
  return ground;
}
