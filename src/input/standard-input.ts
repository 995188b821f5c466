import { Failure } from '../core/failure.js';

/** Standard input to its end, or up to `atMost` bytes. An interrupt ends the wait: a pipe may stay silent for ever. */
export async function readStandardInput(atMost: number, signal: AbortSignal): Promise<Buffer> {
  const { stdin } = process;
  const stop = () => stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stdin) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= atMost) break;
    }
  } catch (error) {
    if (!signal.aborted) {
      const cause = error instanceof Error ? error.message : String(error);
      throw new Failure('FILE_UNREADABLE', 'Standard input could not be read.', { cause });
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw new Failure('INTERRUPTED', 'Interrupted; nothing was sent.');
  return Buffer.concat(chunks).subarray(0, atMost);
}
