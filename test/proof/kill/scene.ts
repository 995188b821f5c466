/** One case's stage: a call, perhaps somebody's meeting, a state folder of its own, and every program that ran on it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator, PlacedCall } from '../../../src/emulator/emulator.js';
import type { OpenedMeeting } from '../../../src/emulator/meetings/opened.js';
import type { Control, Stage } from '../stage/stages.js';
import { deliveredIn, entriesOf, type Ground, groundOf, harmDone, journalProblems, wronglyRemoved } from './ground.js';
import { type Ended, runProgram, type Striking } from './process.js';
import { type Scenario, wordsOf } from './scenarios.js';

/** Where a case is played. */
export interface PlayedAt {
  runId: string;
  folder: string;
  stage: Stage;
}

export interface Scene extends PlayedAt {
  scenario: Scenario;
  emulator: Emulator;
  control: Control;
  call: PlacedCall;
  existing: OpenedMeeting | null;
  before: Ground['before'];
  /** The attendees file. */
  file: string;
  env: Record<string, string>;
  words: string[];
  /** Lies and harm. */
  problems: string[];
  seen: {
    programs: Ended<unknown>[];
    /** What is worth a look. */
    notes: string[];
    /** The run that was asked for again could not say, and should have. */
    isUnconfirmed: boolean;
  };
  /** Another run for the same call has been there, or is this one. */
  another: boolean;
  /** Somebody else's update, or another run, has the caller in a meeting. */
  isMoved: boolean;
  /** Nobody waited for the join of another run, so it may come at any time. */
  mayBeMoved: boolean;
  /** The journal no longer knows of the update. */
  isForgotten: boolean;
  /** Of a run whose journal was cut: it had joined. */
  hadJoined: boolean;
  wrong(...what: string[]): void;
}

export async function openScene(scenario: Scenario, { runId, stage, folder }: PlayedAt): Promise<Scene> {
  const { emulator, control } = stage;
  const call = await emulator.placeCall();
  const existing = scenario.existing ? emulator.openMeeting() : null;
  const before = { meetings: (await control.state()).meetings };
  await control.faults(scenario.faults);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'attendees.json');
  const problems: string[] = [];
  return {
    ...{ scenario, runId, stage, folder, emulator, control, call, existing, before, file, problems },
    ...{ env: { ...emulator.env, XDG_STATE_HOME: folder } },
    ...{ words: wordsOf(scenario, { runId, call, existing, file }) },
    ...{ seen: { programs: [], notes: [], isUnconfirmed: false } },
    ...{ another: false, isMoved: false, mayBeMoved: false, isForgotten: false, hadJoined: false },
    wrong: (...what) => problems.push(...what),
  };
}

/** A program that ended, and what was true then. */
export interface Ran<Result> extends Ended<Result> {
  /** How many lines of the journal. */
  wrote: number;
  ground: Ground;
  /** How many updates of its own took effect. */
  delivered: number;
}

/** Runs the program and holds what it did against the truth. */
export async function program<Result>(
  scene: Scene,
  words: string[],
  { blows = [], told }: Omit<Striking, 'env'> = {},
): Promise<Ran<Result>> {
  const { env, seen, wrong } = scene;
  const was = await groundOf(scene);
  const had = entriesOf(scene).length;
  const ended = await runProgram<Result>(words, { blows, env, ...(told === undefined ? {} : { told }) });
  const wrote = entriesOf(scene).length - had;
  seen.programs.push(ended);
  wrong(...problemsOfProcess(ended, blows));
  const ground = await groundOf(scene);
  const { secrets } = ground.truth;
  if (secrets.some((secret) => (ended.stdout + ended.stderr).includes(secret))) wrong('a join token is shown');
  wrong(...harmDone(ground), ...journalProblems(scene.folder, secrets, seen.programs.length));
  const whose = { cleanup: words[1] === 'cleanup', another: scene.another };
  wrong(...wronglyRemoved(ground, was.truth.requests.length, whose));
  const delivered = deliveredIn(ground) - deliveredIn(was);
  return { ...ended, wrote, ground, delivered };
}

function problemsOfProcess(ended: Ended<unknown>, blows: NonNullable<Striking['blows']>): string[] {
  const { hung, signal, stdout, stderr } = ended;
  const problems = hung ? ['the program hung'] : [];
  if (signal !== null && !blows.some(({ does }) => does === signal)) problems.push(`it ended by ${signal}`);
  if (/INTERNAL|\n {4}at .*\.js:/.test(stdout + stderr)) problems.push(`a defect: ${stderr.slice(0, 600)}`);
  const [warning] = /^\(node:\d+\).*/m.exec(stderr) ?? [];
  if (warning !== undefined) problems.push(`Node warns: ${warning}`);
  return problems;
}
