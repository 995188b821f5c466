/** Performs one plan: what the commands said, and what the emulator knows to be true. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import { openJournal } from '../../../src/journal/open.js';
import { openOperator, requestOf } from './operator.js';
import { type OurRun, type Performed, PHONES } from './performed.js';
import type { Asked, Plan } from './plan.js';
import { installVirtualTime, type VirtualTime } from './virtual-time.js';
import { openWorld, type World } from './world.js';

const AFTERWARDS_MS = 20_000;
const LATE_CHECK_WAIT_MS = 7_000;
/** Journals are synced line by line: where there is a file system in memory, they are there. */
const FOLDERS = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const STARTS_AT = Date.UTC(2026, 10, 28, 8);
/** After these the same run looks, and sends nothing to the call. */
const SENDS_NO_MORE = ['JOINED', 'ACCEPTED', 'NOT_JOINED', 'UNCONFIRMED'];

export interface RunNumber {
  seed: number;
  number: number;
  /** Modules may have to be loaded meanwhile. */
  patient?: boolean;
}

export async function performPlan(plan: Plan, { seed, number, patient = false }: RunNumber): Promise<Performed> {
  const startAt = STARTS_AT + (number % 1_000) * 3_600_000;
  const time = installVirtualTime({ startAt, seed: seed * 31 + number, patient });
  const folder = mkdtempSync(join(FOLDERS, 'chime-join-random-'));
  const warnings: string[] = [];
  // An operator would find it on the terminal.
  const warned = ({ name, message }: Error) => void warnings.push(`a warning of Node's: ${name}: ${message}`);
  process.on('warning', warned);
  try {
    const world = await openWorld(plan, time);
    try {
      const performed = await perform(plan, { time, world, folder, name: `${seed}-${number}` });
      performed.truth.complaints.push(...warnings);
      return performed;
    } finally {
      await time.until(world.aws.close());
    }
  } finally {
    time.restore();
    process.off('warning', warned);
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Stage {
  time: VirtualTime;
  world: World;
  folder: string;
  name: string;
}

async function perform(plan: Plan, stage: Stage): Promise<Performed> {
  const { time, world } = stage;
  const { aws, truth } = world;
  const call = await time.until(aws.placeCall(PHONES));
  await time.pass(1_000 + (plan.handler.acts.hold.ms % 7_000));
  const existing = aws.openMeeting();
  const theirs = aws.openMeeting();
  const before = truth.meetings();
  let hungUpAt: number | null = null;
  const hangUp = () => {
    if (aws.hangUp(call.transactionId)) hungUpAt ??= time.now();
  };
  world.setFaults(plan.faults);
  const beganAt = time.now();
  if (plan.hangsUpAfter !== null) setTimeout(hangUp, plan.hangsUpAfter);
  for (const after of plan.othersUpdateAfter) {
    const { joinToken: JoinToken, meetingId: MeetingId } = theirs;
    setTimeout(() => aws.updateCall(call.transactionId, { JoinToken, MeetingId }), after);
  }
  const runs = await time.until(performRuns(plan, stage, call, existing));
  world.setFaults([]);
  await time.pass(AFTERWARDS_MS);
  const settled = truth.meetings();
  const settledAt = time.now();
  for (const run of runs) await time.until(lookAfter(run, stage));
  if (plan.hangsUpLate) {
    hangUp();
    await time.pass(AFTERWARDS_MS + Math.max(...plan.logDelaysMs));
    for (const run of runs) await time.until(cleanAgain(run, stage));
  }
  const state = aws.calls().find(({ transactionId }) => transactionId === call.transactionId)!;
  return {
    plan,
    beganAt,
    settledAt,
    runs,
    truth: {
      requests: truth.requests().slice(),
      stays: truth.stays().slice(),
      meetings: { before, settled, after: truth.meetings() },
      call: state,
      secrets: truth.secrets(),
      records: world.records,
      invoked: world.invoked,
      complaints: world.complaints(),
      others: [theirs.meetingId, world.own.meetingId, existing.meetingId],
      hungUpAt,
    },
  };
}

type Existing = NonNullable<OurRun['existing']>;

async function performRuns(plan: Plan, stage: Stage, call: PlacedCall, existing: Existing): Promise<OurRun[]> {
  const one = performOne(
    plan.asked,
    { stage, call, existing, runId: `soak-${stage.name}-a` },
    plan.interruptAfter,
    plan.asksAgain,
  );
  const { secondRun } = plan;
  if (secondRun === null) return [await one];
  const begun = secondRun.after === 'once-ended' ? one : stage.time.sleep(secondRun.after);
  const other = begun.then(() =>
    performOne(secondRun.asked, { stage, call, existing, runId: `soak-${stage.name}-b` }, null, false),
  );
  return Promise.all([one, other]);
}

interface Scene {
  stage: Stage;
  call: PlacedCall;
  existing: Existing;
  runId: string;
}

async function performOne(
  asked: Asked,
  { stage, call, existing: there, runId }: Scene,
  interruptAfter: number | null,
  asksAgain: boolean,
): Promise<OurRun> {
  const existing = asked.existingMeeting ? there : null;
  const { logGroupName } = stage.world.aws;
  const operator = operatorFor(stage, runId, asked.debug);
  const request = requestOf(asked, { runId, call, existing, logGroupName });
  try {
    const first = await operator.bridge(request, interruptAfter);
    const looks = asksAgain && first.result !== null && SENDS_NO_MORE.includes(first.result.verdict);
    const again = looks ? await operator.bridge(request, null) : null;
    return { runId, asked, existing, first, again, check: null, cleanups: [], journal: '' };
  } finally {
    operator.close();
  }
}

function operatorFor({ time, world, folder }: Stage, name: string, debug: boolean) {
  const journal = openJournal([folder], 'proof');
  return openOperator({ name, time, journal, accept: world.server.accept, debug });
}

/** Twenty seconds later the run is looked at once more, and cleaned up. */
async function lookAfter(run: OurRun, stage: Stage): Promise<void> {
  const looker = operatorFor(stage, `${run.runId} later`, false);
  run.check = await looker.check(run.runId, LATE_CHECK_WAIT_MS);
  looker.close();
  await cleanAgain(run, stage);
}

async function cleanAgain(run: OurRun, stage: Stage): Promise<void> {
  const cleaner = operatorFor(stage, `${run.runId} cleanup`, false);
  run.cleanups.push(await cleaner.cleanUp(run.runId));
  cleaner.close();
  run.journal = JSON.stringify(openJournal([stage.folder], 'proof').read(run.runId));
}
