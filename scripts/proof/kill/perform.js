// Performs one case: struck, then what its user does, then once more, then after the caller has hung up.

import { readFileSync, writeFileSync } from 'node:fs';
import { conductOf } from '../handlers.js';
import { journalIn } from '../journal-in.js';
import { updatesIn } from '../removals.js';
import { bridge, cleanUp, cleanUpLater, endScene, judgeSignal, openScene, program } from './case.js';
import { entriesOf, harmDone, ourLegs, standingOf, truthOf, updatesDelivered, wronglyRemoved } from './ground.js';
import { runProgram } from './process.js';
import { wordsOf } from './scenarios.js';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const SETTLE_MS = 100;
const EMPTY_ENDS_MS = 6 * 60_000;

/** All that came of it: `problems` are lies and harm, `notes` what is worth a look. */
export async function performCase(one, place) {
  const scene = await openScene(one.scenario, place);
  if (one.faults !== undefined) await scene.ask('faults', [...one.scenario.faults, ...one.faults]);
  const first = await strike(one, scene);
  await judgeFirst(one, scene, first);
  if (one.faults !== undefined) await scene.ask('faults', one.scenario.faults);
  if (one.check !== undefined)
    await program(scene, ['runs', 'check', scene.runId, '--json', '--wait', '1s'], { blows: one.check });
  if (one.cleanup !== undefined) await cleanUp(scene, { blows: one.cleanup });
  if (one.follows === 'cleanup') await cleanUpLater(scene);
  if (one.again !== undefined) await bridge(scene, { blows: one.again });
  const known = entriesOf(scene.folder, scene.runId).map(({ type }) => type);
  if (one.meanwhile !== undefined) await MEANWHILE[one.meanwhile](one, scene, first);
  const was = updatesDelivered((await truthOf(scene)).truth);
  const again = await bridge(scene);
  const legs = (await truthOf(scene)).truth.calls.flatMap((call) => call.legs);
  const isInMeeting = legs.some(({ attendeeId, status }) => attendeeId !== undefined && status === 'Connected');
  judgeAgain(one, scene, again, { known, was, isInMeeting });
  if (one.number % 3 === 0) await askOnceMore(scene, again);
  await judgeEnd(one, scene);
  const ground = await truthOf(scene);
  return {
    problems: scene.problems,
    notes: scene.seen.notes,
    programs: scene.seen.programs.map(shortly),
    reached: first.blows.length > 0 || one.blows.length === 0,
    verdicts: { first: first.verdict ?? first.signal, again: again.verdict ?? null },
    deliveries: updatesDelivered(ground.truth),
    joins: ourLegs(ground).length,
    folder: scene.folder,
  };
}

/** What happens between a run's death and its being asked for again. */
const MEANWHILE = {
  /** Nobody connected to the meeting, so AWS has ended it. */
  async 'its meeting ends'(_one, { ask }) {
    await ask('advance', { ms: EMPTY_ENDS_MS });
    await pause(SETTLE_MS);
  },

  /** Somebody else has brought the call into a meeting of theirs. */
  async 'the caller is moved'(_one, scene) {
    const { emulator, ask, call, before } = scene;
    const theirs = emulator.openMeeting();
    before.meetings.push((await ask('state')).meetings.find(({ meetingId }) => meetingId === theirs.meetingId));
    emulator.updateCall(call.transactionId, { JoinToken: theirs.joinToken, MeetingId: theirs.meetingId });
    await pause(4 * SETTLE_MS);
    const legs = emulator.calls().flatMap((one) => one.legs);
    scene.isMoved = legs.some((leg) => leg.meetingId === theirs.meetingId && leg.status === 'Connected');
  },

  /** The journal is that of a backup: it ends with an earlier line. */
  async 'the journal forgets'({ cutAt }, scene, { verdict }) {
    const file = journalIn(scene.folder, scene.runId);
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, cutAt);
    writeFileSync(file, `${lines.join('\n')}\n`);
    scene.isForgotten = !entriesOf(scene.folder, scene.runId).some(({ type }) => type === 'update-sending');
    scene.hadJoined = verdict === 'JOINED';
  },

  /** Another run for the same call, which goes into the meeting that this one left in place. */
  async 'another run'(_one, scene) {
    const { runId, call, ask, scenario, file } = scene;
    const first = await truthOf(scene);
    const there = (await ask('state')).meetings;
    const left =
      updatesIn(first.truth.requests).length > 0 ? standingOf(first).find(({ kind }) => kind === 'meeting') : undefined;
    // What the killed process had asked for, a delete among it, may take effect only now.
    const isOurs = ({ attendees }) => attendees.some(({ externalUserId }) => externalUserId === `phone-${runId}`);
    const others = left === undefined ? there.filter((meeting) => !isOurs(meeting)) : there;
    const other = { ...scene, runId: `${runId}-other`, another: true, before: { meetings: others } };
    other.words = wordsOf(scenario, { runId: other.runId, call, existing: null, file: `${file}-other` });
    const { verdict, document } = await bridge(other);
    scene.another = true;
    scene.isMoved = verdict === 'JOINED';
    // Nobody waited for the join, so it may come at any time.
    scene.mayBeMoved = verdict === 'ACCEPTED';
    const meeting = document?.result?.meeting ?? null;
    if (left !== undefined && verdict !== 'FAILED' && meeting?.meetingId !== left.meetingId)
      scene.wrong(`another run is ${verdict} in ${meeting?.meetingId}, and the call's meeting is ${left.meetingId}`);
    const known = new Set(there.map(({ meetingId }) => meetingId));
    const isTheirs = (meeting) => !known.has(meeting.meetingId) && !meeting.ended && !isOurs(meeting);
    scene.before.meetings.push(...(await ask('state')).meetings.filter(isTheirs));
  },
};

/** What has its answer gives it again, and sends nothing. */
async function askOnceMore(scene, { verdict }) {
  const once = await bridge(scene);
  const isAnswer = ['JOINED', 'ACCEPTED', 'NOT_JOINED'].includes(verdict);
  if (isAnswer && once.verdict !== verdict) scene.wrong(`${verdict}, and asked again: ${once.verdict}`);
  if (isAnswer && once.delivered > 0) scene.wrong('it was sent again');
}

function shortly({ words, code, signal, blows, stdout, stderr }) {
  return {
    words: words.join(' '),
    code,
    signal,
    blows,
    stdout: stdout.slice(0, 3_000),
    stderr: stderr.slice(0, 2_000),
  };
}

async function strike(one, scene) {
  const { blows } = one;
  if (one.racers !== undefined) return race(one, scene);
  if (one.joinsIn) return joinIn(one, scene);
  if (one.secondAfterMs !== undefined) {
    let due;
    const told = (_blow, child) => {
      due ??= setTimeout(() => child.kill('SIGTERM'), one.secondAfterMs);
    };
    const ended = await bridge(scene, { blows, told, deaf: true, killed: false });
    clearTimeout(due);
    return ended;
  }
  if (one.besides !== undefined) return strikeBeside(one, scene);
  if (one.closes !== undefined) {
    const told = (_blow, child) => {
      for (const name of one.closes) child[name].destroy();
    };
    return bridge(scene, { blows, told, deaf: true });
  }
  return bridge(scene, { blows });
}

/** Another command beside the run, from that line on: it must leave a run alone that is under way. */
async function strikeBeside(one, scene) {
  let other = null;
  const told = () => {
    other ??= runProgram(one.besides, { env: scene.env });
  };
  const first = await bridge(scene, { blows: one.blows, told, settle: 300 });
  const ended = await other;
  if (ended === null) return first;
  const { document } = ended;
  if (document === null)
    scene.wrong(`${one.besides.join(' ')}: stdout is not one document: ${ended.stderr.slice(0, 300)}`);
  if (!scene.scenario.ends.includes(first.verdict)) scene.wrong(`with a command beside it ends ${first.verdict}`);
  return first;
}

async function judgeFirst(one, scene, first) {
  const { wrong } = scene;
  if (one.kind === 'signal') judgeSignal(scene, first, 1);
  if (one.kind === 'two signals') judgeSignal(scene, first, 2);
  if (one.secondAfterMs !== undefined && first.blows.length > 0) {
    const tookMs = first.exitedAt - first.blows[0].at;
    if (tookMs > one.secondAfterMs + 1_000) wrong(`the second signal left after ${tookMs} ms`);
  }
  if (one.kind === 'nobody reads' && first.signal !== null) wrong(`ended by ${first.signal}`);
  if (one.kind === 'journal full') await judgeFull(scene, first);
}

/** Before the update a full disk ends it, and what it made is gone; afterwards it goes on, and says so. */
async function judgeFull(scene, first) {
  if (first.blows.length === 0) return;
  const { wrong, scenario } = scene;
  const ground = await truthOf(scene);
  if (first.delivered === 0 && first.verdict === 'FAILED') {
    const kept = scenario.words.includes('--keep-meeting');
    if (standingOf(ground).length > 0 && !kept) wrong('the disk was full, and something was left');
  } else if (first.delivered > 0) {
    if (!scenario.ends.includes(first.verdict))
      wrong(`the disk was full after the update, and it ends ${first.verdict}`);
    const toldAll = entriesOf(scene.folder, scene.runId).some(({ type }) => type === 'verdict');
    if (!toldAll && !first.document?.warnings.some(isOfJournal)) wrong('the journal was lost without a warning');
  }
}

const isOfJournal = (warning) => /journal/.test(warning);

function judgeAgain({ kind }, scene, { verdict, code, signal, document, delivered }, { known, was, isInMeeting }) {
  const { scenario, seen, wrong } = scene;
  if (verdict === undefined || verdict === null) {
    if (kind !== 'journal full') wrong(`asked again: no verdict, exit ${code} ${signal}`);
    return;
  }
  // On a busy machine the look before the update may come to nothing, and then nothing forbids to send it.
  const isUnseen = document?.warnings.some((warning) => /its state is not known/.test(warning)) === true;
  if (isUnseen && (scene.isMoved || scene.hadJoined)) return;
  const isMoved = scene.isMoved || (scene.mayBeMoved && isInMeeting && document?.error?.code === 'CALL_BRIDGED');
  const isBridged = (isMoved && !known.includes('update-sending')) || (scene.isForgotten && scene.hadJoined);
  if (isBridged) {
    const { standing, undone, leftovers } = document.result;
    const isSaid = document.error?.code === 'CALL_BRIDGED' && code === (leftovers.length > 0 ? 9 : 5);
    if (verdict !== 'FAILED' || !isSaid)
      wrong(`the call is in a meeting, and it ends ${verdict}, ${document.error?.code}, ${code}`);
    if (undone.length > 0 && known.includes('begun')) wrong('the call is in a meeting, and something was undone');
    if (scene.hadJoined && scene.isForgotten && hasMade(scene) && standing.length + leftovers.length === 0)
      wrong('what the caller is in is not named');
    return;
  }
  const allowed = [
    ...scenario.ends,
    'UNCONFIRMED',
    ...(scenario.faults.some(({ times }) => times < 100) ? ['JOINED'] : []),
    // Who did not wait looks once when they ask again, and the join may have come by then.
    ...(scenario.ends.includes('ACCEPTED') && isInMeeting ? ['JOINED'] : []),
  ];
  if (!allowed.includes(verdict)) wrong(`asked again: ${verdict}, exit ${code}`);
  if (was > 0 && delivered > 0 && !scene.isForgotten && kind !== 'another run')
    wrong('the update was delivered, and sent again');
  if (verdict === 'UNCONFIRMED' && !scenario.ends.includes('UNCONFIRMED')) seen.again = 'UNCONFIRMED';
}

/** Its journal knows of something that it made. */
function hasMade({ folder, runId }) {
  return entriesOf(folder, runId).some(({ type, made }) => type === 'made' && made.meeting.state !== 'none');
}

/** Once the caller has hung up and the log says so, a cleanup removes all that the run left. */
async function judgeEnd({ kind }, scene) {
  const { wrong, seen, scenario, call, ask } = scene;
  const ground = await endScene(scene);
  const most = kind === 'journal forgets' || kind === 'another run' ? 2 : 1;
  if (updatesDelivered(ground.truth) > most) wrong(`${updatesDelivered(ground.truth)} updates were delivered`);
  const logs = conductOf(scenario.handler).logsEvents;
  if (seen.again === 'UNCONFIRMED' && ourLegs(ground).length > 0 && logs)
    seen.notes.push(`${scenario.name}: UNCONFIRMED, though it joined`);
  await ask('faults', []);
  await ask('hangup', { transactionId: call.transactionId });
  await ask('advance', { ms: 60_000 });
  await pause(200);
  if (entriesOf(scene.folder, scene.runId).length === 0 || standingOf(await truthOf(scene)).length === 0) return;
  const cleaned = await cleanUp(scene);
  const left = standingOf(await truthOf(scene));
  if (left.length === 0 || scenario.words.includes('--keep-meeting')) return;
  const reasons = (cleaned.kept ?? []).map(({ reason }) => reason).join('; ');
  // Who was given a seat cannot be seen, nor what a handler that logs nothing did.
  const mayStay = scenario.words.includes('--add-attendee') || !logs;
  if (mayStay) seen.notes.push(`${scenario.name}: kept at the very end: ${reasons}`);
  else wrong(`the call is over, and after a cleanup it stands: ${reasons}`);
}

/** Several at once, all of the same words. */
async function race(one, scene) {
  const all = await Promise.all(Array.from({ length: one.racers }, () => runProgram(scene.words, { env: scene.env })));
  return judgeRace(scene, all);
}

/** A second one begins when the first is at that line. */
async function joinIn(one, scene) {
  let other = null;
  const told = () => {
    other ??= runProgram(scene.words, { env: scene.env });
  };
  const first = await runProgram(scene.words, { env: scene.env, blows: one.blows, told });
  return judgeRace(scene, other === null ? [first] : [first, await other]);
}

async function judgeRace(scene, all) {
  const { wrong, seen } = scene;
  seen.programs.push(...all);
  const ground = await truthOf(scene);
  wrong(...harmDone(ground), ...wronglyRemoved(ground, 0, { cleanup: false, another: false }));
  if (updatesDelivered(ground.truth) > 1) wrong(`the race delivered ${updatesDelivered(ground.truth)} updates`);
  for (const { document, code, stdout, stderr } of all) {
    if (document === null)
      wrong(`a racer's stdout is not one document: ${stdout.slice(0, 200)} ${stderr.slice(0, 300)}`);
    else if (document.error?.code === 'RUN_UNDER_WAY' && (code !== 7 || document.result?.verdict !== 'UNCONFIRMED'))
      wrong(`RUN_UNDER_WAY, and exit ${code}, ${document.result?.verdict}`);
    const { verdict = null } = document?.result ?? {};
    if (verdict === 'JOINED' && ourLegs(ground).length === 0) wrong('a racer says JOINED, and no leg led there');
    // One that failed and was undone gives the run free for the next racer, whose meeting is another one.
    const ids = ourLegs(ground).map(({ meetingId }) => meetingId);
    const meetingId = document?.result?.meeting?.meetingId;
    if (['FAILED', 'NOT_JOINED'].includes(verdict) && ids.includes(meetingId))
      wrong(`a racer says ${verdict}, and it joined`);
    if (document?.ok === false && verdict === null) wrong(`a racer ends with ${document.error.code}, exit ${code}`);
  }
  const under = all.filter(({ document }) => document?.error?.code === 'RUN_UNDER_WAY').length;
  if (under === all.length) wrong('all the racers gave way');
  const [first] = all.filter(({ document }) => document?.error?.code !== 'RUN_UNDER_WAY');
  return { ...(first ?? all[0]), verdict: first?.document?.result?.verdict, blows: all.flatMap(({ blows }) => blows) };
}
