import { failed } from '../core/catalogue/failed.js';
import { messageOf } from '../core/facts/thrown.js';
import { Failure } from '../core/failure.js';
import type { InputContext } from './context.js';
import { readFileBytes } from './file-bytes.js';
import { utf16In } from './text-encoding.js';

/** More is not read: no event, attendee or token is longer, and a file that never ends must not fill the memory. */
const MOST_BYTES = 8_000_000;

/** The text of FILE, or of standard input for `-`. Throws FILE_UNREADABLE or FILE_INVALID, naming the flag. */
export async function readSource(flag: string, file: string, context: InputContext): Promise<string> {
  const bytes = await readBytes(`--${flag}`, file, context);
  const text = new TextDecoder(utf16In(bytes) ?? 'utf-8').decode(bytes);
  if (text.trim() === '') throw failed('FILE_INVALID.empty', { what: `--${flag}`, file: nameOf(file) });
  return text;
}

/** The same as it stands there, byte for byte. `what` is how the command line names it: `--event`, `FILE`. */
export async function readBytes(what: string, file: string, context: InputContext): Promise<Buffer> {
  const waits = () => context.say(`${what}: waiting for what you type or paste; Ctrl-D on a line of its own ends it.`);
  if (file === '-' && context.stdinIsTerminal) waits();
  const bytes =
    file === '-'
      ? await context.readStdin(MOST_BYTES + 1)
      : await readFileBytes(file, MOST_BYTES + 1, context.signal, waits).catch((error: unknown) => {
          throw error instanceof Failure ? error : unreadable(what, file, error);
        });
  if (bytes.length <= MOST_BYTES) return bytes;
  throw failed('FILE_INVALID.too-long', { what, file: nameOf(file), limit: MOST_BYTES / 1_000_000 });
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : JSON.stringify(file.slice(0, 200));
}

function unreadable(what: string, file: string, error: unknown): Failure {
  const said = messageOf(error);
  return failed('FILE_UNREADABLE.input', {
    what,
    file: nameOf(file),
    said: file === '' ? 'the name is empty' : said,
    standardInput: what === 'FILE' ? '-' : `${what} -`,
  });
}
