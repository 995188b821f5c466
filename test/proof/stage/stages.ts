/** Emulators that are used for run after run: starting one takes longer than a run. */
import { Agent, request } from 'node:http';
import { assembleAws, type GroundTruth } from '../../../src/emulator/assemble.js';
import { environment } from '../../../src/emulator/embedded-aws.js';
import type { Emulator } from '../../../src/emulator/emulator.js';
import type { Fault } from '../../../src/emulator/faults.js';
import type { MeetingState } from '../../../src/emulator/meetings/rooms.js';
import { RULES } from '../../../src/emulator/rules/index.js';
import { createSipMediaApplication } from '../../../src/emulator/sma/sip-media-application.js';
import type { CallState } from '../../../src/emulator/world.js';
import { fileOf, type HandlerName } from './handlers.js';

/** Each has a process of its handler beside it. */
const MOST_KEPT = 60;

/** Numbers that are kept for fiction, and no other run's. */
export const PHONES = { from: '+12065550173', to: '+12065550188' };

/** What the control plane shows as the ground truth. */
export interface WorldState {
  meetings: MeetingState[];
  calls: CallState[];
  secrets: string[];
}

/** The emulator's control plane, over the wire. */
export interface Control {
  state(): Promise<WorldState>;
  faults(faults: readonly Fault[]): Promise<void>;
  advance(ms: number): Promise<void>;
  hangUp(transactionId: string): Promise<void>;
}

/** What a run needs of its emulator. */
export interface Setting {
  handler: HandlerName;
  /** Until a log record can be read. */
  logDelayMs: number;
}

export interface Stage extends Setting {
  emulator: Emulator;
  truth: GroundTruth;
  control: Control;
  /** Lines that the emulator wrote to whoever runs it. */
  complaints: string[];
}

interface OpenStage extends Stage {
  reset(): Promise<void>;
}

export interface Stages {
  /** Does the work on an emulator of this handler and log delay that nobody else uses meanwhile. */
  on<T>(setting: Setting, work: (stage: Stage) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * An emulator has one run at a time, and forgets everything between two, so that all it tells as the ground truth belongs to
 * the run.
 */
export function openStages(): Stages {
  const idle: OpenStage[] = [];
  let opening: Promise<unknown> = Promise.resolve();

  /** One after the other: many processes that start at once are slower than in a row, and may be given up. */
  function openNext(setting: Setting): Promise<OpenStage> {
    const opened = opening.then(() => open(setting)).catch(() => open(setting));
    opening = opened.catch(() => {});
    return opened;
  }

  async function take(setting: Setting): Promise<OpenStage> {
    const { handler, logDelayMs } = setting;
    const at = idle.findIndex((stage) => stage.handler === handler && stage.logDelayMs === logDelayMs);
    const [kept] = at === -1 ? [] : idle.splice(at, 1);
    const stage = kept ?? (await openNext({ handler, logDelayMs }));
    await stage.reset();
    return stage;
  }

  async function giveBack(stage: OpenStage): Promise<void> {
    idle.push(stage);
    if (idle.length > MOST_KEPT) await idle.shift()?.emulator.close();
  }

  return {
    async on(setting, work) {
      const stage = await take(setting);
      try {
        return await work(stage);
      } finally {
        await giveBack(stage);
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map(({ emulator }) => emulator.close()));
    },
  };
}

async function open(setting: Setting): Promise<OpenStage> {
  const { handler, logDelayMs } = setting;
  const complaints: string[] = [];
  const options = { handlerFile: fileOf(handler), logDelayMs, stderr: (line: string) => void complaints.push(line) };
  const { aws, server, truth } = await assembleAws(options, createSipMediaApplication, RULES);
  const url = `http://127.0.0.1:${await server.listen(0)}`;
  const emulator = { ...aws, url, env: environment(url, aws.region) };
  const agent = new Agent({ keepAlive: true });
  const post = async (path: string, body: unknown) => {
    await exchange(`${url}/_emulator/${path}`, { body, agent });
  };
  const control: Control = {
    state: async () => JSON.parse(await exchange(`${url}/_emulator/state`, { agent })) as WorldState,
    faults: (faults) => post('faults', faults),
    advance: (ms) => post('advance', { ms }),
    hangUp: (transactionId) => post('hangup', { transactionId }),
  };
  return { ...setting, emulator, truth, control, complaints, reset: () => post('reset', {}) };
}

/** One request to the control plane: it is asked often, and fetch takes several times as long. */
function exchange(url: string, { body, agent }: { body?: unknown; agent: Agent }): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}
