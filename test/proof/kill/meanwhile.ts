/** What happens between a run's death and its being asked for again. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { MeetingState } from '../../../src/emulator/meetings/rooms.js';
import { journalIn } from '../stage/journal-in.js';
import { pause } from '../stage/side-by-side.js';
import { standingOf, type Thing } from '../stage/things.js';
import { type Bridged, bridge } from './bridge.js';
import type { Case, Meanwhile } from './case.js';
import { deliveredIn, entriesOf, groundOf } from './ground.js';
import { wordsOf } from './scenarios.js';
import type { Scene } from './scene.js';

const SETTLE_MS = 100;
const EMPTY_ENDS_MS = 6 * 60_000;

export const MEANWHILE: Record<Meanwhile, (one: Case, scene: Scene, first: Bridged) => Promise<void>> = {
  /** Nobody connected to the meeting, so AWS has ended it. */
  async 'its meeting ends'(_one, { control }) {
    await control.advance(EMPTY_ENDS_MS);
    await pause(SETTLE_MS);
  },

  /** Somebody else has brought the call into a meeting of theirs. */
  async 'the caller is moved'(_one, scene) {
    const { emulator, control, call, before } = scene;
    const theirs = emulator.openMeeting();
    const { meetings } = await control.state();
    before.meetings.push(...meetings.filter(({ meetingId }) => meetingId === theirs.meetingId));
    emulator.updateCall(call.transactionId, { JoinToken: theirs.joinToken, MeetingId: theirs.meetingId });
    await pause(4 * SETTLE_MS);
    const legs = emulator.calls().flatMap((one) => one.legs);
    scene.isMoved = legs.some((leg) => leg.meetingId === theirs.meetingId && leg.status === 'Connected');
  },

  /** The journal is that of a backup: it ends with an earlier line. */
  async 'the journal forgets'({ cutAt }, scene, { verdict }) {
    const file = journalIn(scene.folder, scene.runId);
    if (file === null) throw new Error('a run that has ended has no journal');
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, cutAt);
    writeFileSync(file, `${lines.join('\n')}\n`);
    scene.isForgotten = !entriesOf(scene).some(({ type }) => type === 'update-sending');
    scene.hadJoined = verdict === 'JOINED';
  },

  'another run': (_one, scene) => runAnother(scene),
};

/** Another run for the same call, which goes into the meeting that this one left in place. */
async function runAnother(scene: Scene): Promise<void> {
  const { runId, control } = scene;
  const first = await groundOf(scene);
  const there = (await control.state()).meetings;
  const left = deliveredIn(first) > 0 ? standingOf(first).find(({ kind }) => kind === 'meeting') : undefined;
  // What the killed process had asked for, a delete among it, may take effect only now.
  const isOurs = ({ attendees }: MeetingState) =>
    attendees.some(({ externalUserId }) => externalUserId === `phone-${runId}`);
  const others = left === undefined ? there.filter((meeting) => !isOurs(meeting)) : there;
  const ended = await bridge(sceneOfAnother(scene, others));
  scene.another = true;
  scene.isMoved = ended.verdict === 'JOINED';
  scene.mayBeMoved = ended.verdict === 'ACCEPTED';
  if (left !== undefined) requireRoom(scene, ended, left);
  const known = new Set(there.map(({ meetingId }) => meetingId));
  const isTheirs = (meeting: MeetingState) => !known.has(meeting.meetingId) && !meeting.ended && !isOurs(meeting);
  scene.before.meetings.push(...(await control.state()).meetings.filter(isTheirs));
}

function sceneOfAnother(scene: Scene, meetings: MeetingState[]): Scene {
  const { scenario, call } = scene;
  const runId = `${scene.runId}-other`;
  const file = `${scene.file}-other`;
  const words = wordsOf(scenario, { runId, call, existing: null, file });
  return { ...scene, runId, words, another: true, before: { meetings } };
}

function requireRoom({ wrong }: Scene, { verdict, document }: Bridged, left: Thing): void {
  const meetingId = document?.result?.meeting?.meetingId;
  if (verdict !== 'FAILED' && meetingId !== left.meetingId)
    wrong(`another run is ${verdict} in ${meetingId}, and the call's meeting is ${left.meetingId}`);
}
