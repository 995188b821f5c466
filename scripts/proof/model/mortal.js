// A process of the program that dies where it is told to: after that it writes nothing, sends nothing, hears nothing.
import { appendFileSync } from 'node:fs';
import { openAws } from '../../../dist/aws/open.js';

/** Shorter than the program's own, so that a request that hangs is given up soon. */
const LIMITS = { connectMs: 500, requestMs: 700 };
/** So long after a request began its process dies, if it is to die with the request under way. */
const UNDER_WAY_MS = 4;
const NEVER = new Promise(() => {});

/** How it dies at a line of the journal: before it is written, half-way, after it, or with the next request under way. */
export const DEATHS = ['before', 'torn', 'after', 'sending'];

/**
 * Opens one process over `world`: ports, clock and journal of its own. `doom` is `{line, how}` or null; `told` hears of
 * each request, `(port, method, args)`, before it is sent. `died` resolves when it is dead.
 */
export function openMortal(world, doom, told) {
  const { endpointUrl, region } = world;
  const mark = { host: 'model', pid: world.nextPid(), started: null };
  let isDead = false;
  let isArmed = false;
  let lines = 0;
  let tellDied;
  const died = new Promise((resolve) => {
    tellDied = resolve;
  });
  // Its timers end with it: they would keep ours alive.
  const over = new AbortController();
  const clock = {
    now: world.now,
    async sleep(ms, signal) {
      await world.sleep(ms, AbortSignal.any([signal, over.signal]));
      if (isDead) await NEVER;
    },
  };
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits: LIMITS, clock });

  function die() {
    if (isDead) return;
    isDead = true;
    over.abort();
    world.alive.delete(mark.pid);
    setImmediate(() => aws.close());
    tellDied();
  }

  async function ask(port, method, args) {
    if (isDead) return NEVER;
    told(port, method, args);
    if (isArmed) setTimeout(die, UNDER_WAY_MS);
    const answer = aws[port][method](...args);
    await answer.catch(() => {});
    return isDead ? NEVER : answer;
  }

  function append(runId, file, entry) {
    if (isDead) throw new Error('the process is dead');
    lines += 1;
    const isLast = doom !== null && lines === doom.line;
    if (isLast && doom.how === 'torn') {
      const line = JSON.stringify({ time: '', ...entry });
      appendFileSync(world.fileOf(runId), line.slice(0, line.length / 2));
    }
    if (isLast && (doom.how === 'before' || doom.how === 'torn')) {
      die();
      throw new Error('the process died');
    }
    file.append(entry);
    world.wrote(runId);
    if (!isLast) return;
    if (doom.how === 'sending') isArmed = true;
    else {
      die();
      throw new Error('the process died');
    }
  }

  world.alive.add(mark.pid);
  const ports = Object.fromEntries(
    ['meetings', 'attendees', 'calls', 'applications', 'records'].map((port) => [
      port,
      Object.fromEntries(Object.keys(aws[port]).map((method) => [method, (...args) => ask(port, method, args)])),
    ]),
  );
  const journal = {
    ...world.journal,
    holder: mark,
    isAlive: ({ pid }) => world.alive.has(pid),
    read: (runId) => world.read(runId),
    open(runId) {
      const file = world.journal.open(runId);
      return { read: () => world.read(runId), append: (entry) => append(runId, file, entry), close: file.close };
    },
  };
  return {
    ports,
    clock,
    journal,
    died,
    /** It has done its work and ends by itself. */
    end() {
      if (!isDead) aws.close();
      isDead = true;
      over.abort();
      world.alive.delete(mark.pid);
    },
  };
}
