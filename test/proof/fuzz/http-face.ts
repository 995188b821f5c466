/** The emulator's HTTP face, over raw sockets. */
import { connect } from 'node:net';
import { startEmulator } from '../../../src/emulator/start.js';
import { REFERENCE_HANDLER } from '../../../src/handler/contract.js';
import type { HttpInput } from './http-input.js';

const AT_ONCE = 16;
/** A face that says nothing for so long hangs. */
const LONGEST_MS = 5_000;

interface Exchange {
  ending: 'hangs' | 'broken' | 'closed';
  answer: Buffer;
  ms: number;
}

/** Thrown for an exchange that must not be. */
export class BrokenExchange extends Error {
  constructor(
    message: string,
    readonly number: number,
    readonly input: HttpInput,
  ) {
    super(message);
  }
}

/** Fuzzes the face; `inputAt` makes the input of a number, `note` is called with how long each exchange took. */
export async function fuzzHttpFace(
  count: number,
  inputAt: (number: number, port: number) => HttpInput,
  note: (number: number, ms: number) => void,
): Promise<void> {
  const said: string[] = [];
  const emulator = await startEmulator({ port: 0, handlerFile: REFERENCE_HANDLER, stderr: (line) => said.push(line) });
  const port = Number(new URL(emulator.url).port);
  async function tryOne(number: number): Promise<void> {
    const input = inputAt(number, port);
    const exchanged = await exchange(port, input);
    note(number, exchanged.ms);
    const problem = problemOf(exchanged) ?? said.find((line) => line.includes('failed inside the emulator')) ?? null;
    if (problem !== null) throw new BrokenExchange(`broken: ${problem}`, number, input);
  }
  try {
    for (let at = 0; at < count; at += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) => at + index);
      await Promise.all(numbers.map(tryOne));
      said.length = 0;
      // Whoever posts faults or moves the clock must not spoil what comes after.
      if (at % (AT_ONCE * 8) === 0) {
        const { status } = await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' });
        if (status !== 200) throw new Error(`broken: it still answers: ${status}`);
      }
    }
  } finally {
    await emulator.close();
  }
}

function problemOf({ ending, answer }: Exchange): string | null {
  if (ending === 'hangs') return 'every connection is answered or closed';
  const text = answer.toString('latin1');
  if (text !== '' && !/^HTTP\/1\.1 \d{3} /.test(text)) return 'what is answered is HTTP';
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  return statuses.some((status) => status === 500 || status > 503) ? `no input makes it fail: ${statuses}` : null;
}

function exchange(port: number, { parts, leaves }: HttpInput): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const started = performance.now();
    const socket = connect(port, '127.0.0.1');
    const late = setTimeout(() => done('hangs'), LONGEST_MS);
    const done = (ending: Exchange['ending']) => {
      clearTimeout(late);
      socket.destroy();
      resolve({ ending, answer: Buffer.concat(chunks), ms: performance.now() - started });
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => done('broken'));
    socket.on('close', () => done('closed'));
    socket.on('connect', () => {
      const [first, second] = parts;
      if (first !== undefined) socket.write(first);
      if (leaves) {
        socket.resetAndDestroy();
        return;
      }
      // A second part comes by itself, not in the packet of the first.
      setImmediate(() => (second === undefined ? socket.end() : socket.end(second)));
    });
  });
}
