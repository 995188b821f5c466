import { open } from 'node:fs/promises';
import { Failure } from '../core/failure.js';
import type { InputContext } from './context.js';

/** More is not read: no event, attendee or token is longer, and a file that never ends must not fill the memory. */
const MOST_BYTES = 8_000_000;

/** The text of FILE, or of standard input for `-`. Throws FILE_UNREADABLE or FILE_INVALID, naming the flag. */
export async function readSource(flag: string, file: string, context: InputContext): Promise<string> {
  const text = new TextDecoder('utf-8').decode(await readBytes(`--${flag}`, file, context));
  if (text.trim() === '') throw new Failure('FILE_INVALID', `--${flag}: ${nameOf(file)} is empty.`);
  return text;
}

/** The same as it stands there, byte for byte. `what` is how the command line names it: `--event`, `FILE`. */
export async function readBytes(what: string, file: string, context: InputContext): Promise<Buffer> {
  const bytes = file === '-' ? await context.readStdin(MOST_BYTES + 1) : await readFile(what, file);
  if (bytes.length <= MOST_BYTES) return bytes;
  throw new Failure('FILE_INVALID', `${what}: ${nameOf(file)} is longer than ${MOST_BYTES / 1_000_000} MB.`);
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : JSON.stringify(file.slice(0, 200));
}

async function readFile(what: string, file: string): Promise<Buffer> {
  const unreadable = (cause: string) =>
    new Failure('FILE_UNREADABLE', `${what}: ${JSON.stringify(file.slice(0, 200))} could not be read.`, {
      cause,
      tryThis: [`${what === 'FILE' ? '' : `${what} `}- reads standard input`],
    });
  if (file === '') throw unreadable('the name is empty');
  try {
    const handle = await open(file, 'r');
    try {
      if ((await handle.stat()).isDirectory()) throw unreadable('it is a directory');
      return await readAtMost(handle, MOST_BYTES + 1);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** Works for pipes too (`<(command)`), whose size nobody knows. */
async function readAtMost(handle: Awaited<ReturnType<typeof open>>, atMost: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < atMost) {
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafe(64 * 1024),
      0,
      Math.min(64 * 1024, atMost - length),
    );
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(chunks);
}
