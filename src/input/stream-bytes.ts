import type { Readable } from 'node:stream';
import { failed } from '../core/catalogue/failed.js';
import { messageOf } from '../core/facts/thrown.js';
import { Failure } from '../core/failure.js';

/** A stream to its end, or up to `atMost` bytes. An interrupt ends the wait, because a pipe may stay silent forever. */
export async function readStream(stream: Readable, atMost: number, signal: AbortSignal): Promise<Buffer> {
  const stop = () => stream.destroy();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= atMost) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw failed('INTERRUPTED.nothing-sent');
  return Buffer.concat(chunks).subarray(0, atMost);
}

export async function readStandardInput(atMost: number, signal: AbortSignal): Promise<Buffer> {
  try {
    return await readStream(process.stdin, atMost, signal);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw failed('FILE_UNREADABLE.stdin', { said: messageOf(error) });
  }
}
