import { Agent, request } from 'node:http';
import { assembleAws } from '../../dist/emulator/assemble.js';
import { environment } from '../../dist/emulator/embedded-aws.js';
import { RULES } from '../../dist/emulator/rules/index.js';
import { createSipMediaApplication } from '../../dist/emulator/sma/index.js';
import { fileOf } from './handlers.js';

/** Each has a process of its handler beside it. */
const MOST_KEPT = 60;

/**
 * Emulators that are used for run after run: starting one takes longer than a run. An emulator has one run at a time, and
 * forgets everything between two, so that all it tells as the ground truth belongs to the run.
 */
export function openStages() {
  const idle = [];
  let opening = Promise.resolve();

  /** One after the other: many processes that start at once are slower than in a row, and may be given up. */
  function openNext(handler, logDelayMs) {
    const opened = opening.then(() => open(handler, logDelayMs)).catch(() => open(handler, logDelayMs));
    opening = opened.catch(() => {});
    return opened;
  }

  async function take({ handler, logDelayMs }) {
    const at = idle.findIndex((stage) => stage.handler === handler && stage.logDelayMs === logDelayMs);
    const [stage] = at === -1 ? [await openNext(handler, logDelayMs)] : idle.splice(at, 1);
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
  const options = { handlerFile: fileOf(handler), logDelayMs, stderr: (line) => complaints.push(line) };
  const { aws, server, truth } = await assembleAws(options, createSipMediaApplication, RULES);
  const url = `http://127.0.0.1:${await server.listen(0)}`;
  const emulator = { ...aws, url, env: environment(url, aws.region) };
  const connections = new Agent({ keepAlive: true });
  const ask = (path, body) => exchange(`${url}/_emulator/${path}`, body, connections);
  return { handler, logDelayMs, emulator, truth, ask, complaints };
}

/** One request to the control plane: it is asked often, and fetch takes several times as long. */
function exchange(url, body, agent) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))));
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}
