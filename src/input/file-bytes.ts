import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import { readStream } from './stream-bytes.js';

const { O_NONBLOCK = 0, O_RDONLY } = constants;
const CHUNK = 64 * 1024;

/**
 * A file's bytes, up to `atMost` of them. A named pipe and a process substitution are files too. Throws whatever the system
 * says, and INTERRUPTED. `waits` hears that a person has to type it.
 */
export async function readFileBytes(
  path: string,
  atMost: number,
  signal: AbortSignal,
  waits: () => void,
): Promise<Buffer> {
  // A plain open of a pipe waits for its writer in a thread that no signal ends, and that keeps the process from exiting.
  const file = openSync(path, O_RDONLY | O_NONBLOCK);
  if (isatty(file)) {
    waits();
    return readStream(new ReadStream(file), atMost, signal);
  }
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) throw new Error('it is a directory');
    if (!stat.isFIFO()) return readWhole(file, atMost);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return readStream(new Socket({ fd: file, readable: true, writable: false }), atMost, signal);
}

/** Closes the file. Nobody knows the size of a device, so it is read until it ends. */
function readWhole(file: number, atMost: number): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < atMost) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, atMost - length));
    const read = readSync(file, buffer);
    if (read === 0) break;
    chunks.push(buffer.subarray(0, read));
    length += read;
  }
  closeSync(file);
  return Buffer.concat(chunks);
}
