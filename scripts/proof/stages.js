import { startEmulator } from '../../dist/emulator/start.js';
import { fileOf } from './handlers.js';

/** Each has a process of its handler beside it. */
const MOST_KEPT = 60;

/**
 * Emulators that are used for run after run: starting one takes longer than a run. An emulator has one run at a time, and
 * forgets everything between two, so that all it tells as the ground truth belongs to the run.
 */
export function openStages() {
  const idle = [];

  async function take({ handler, logDelayMs }) {
    const at = idle.findIndex((stage) => stage.handler === handler && stage.logDelayMs === logDelayMs);
    const [stage] = at === -1 ? [await open(handler, logDelayMs)] : idle.splice(at, 1);
    await stage.ask('reset', {});
    return stage;
  }

  async function giveBack(stage) {
    idle.push(stage);
    if (idle.length > MOST_KEPT) await idle.shift().emulator.close();
  }

  return {
    /** Does the work on an emulator of this handler and log delay that nobody else uses meanwhile. */
    async on(plan, work) {
      const stage = await take(plan);
      try {
        return await work(stage);
      } finally {
        await giveBack(stage);
      }
    },
    close: () => Promise.all(idle.splice(0).map(({ emulator }) => emulator.close())),
  };
}

async function open(handler, logDelayMs) {
  const complaints = [];
  const emulator = await startEmulator({
    handlerFile: fileOf(handler),
    logDelayMs,
    stderr: (line) => complaints.push(line),
  });
  const ask = async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${emulator.url}/_emulator/${path}`, init)).json();
  };
  return { handler, logDelayMs, emulator, ask, complaints };
}
