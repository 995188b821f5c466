// Runs the built program again and again in this process, one run for each message, and answers with how it ended.
import { Readable } from 'node:stream';

const { main } = await import(process.argv[2] ?? '');

/** @param {NodeJS.WriteStream} stream */
function collect(stream) {
  /** @type {Buffer[]} */
  const chunks = [];
  /** @type {(chunk: string | Uint8Array, ...rest: any[]) => boolean} */
  stream.write = (chunk, ...rest) => {
    chunks.push(Buffer.from(/** @type {any} */ (chunk)));
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  return () => Buffer.concat(chunks.splice(0)).toString();
}

const stdout = collect(process.stdout);
const stderr = collect(process.stderr);

/** @type {(message: { args: string[], env: Record<string, string>, stdin: string }) => Promise<void>} */
const run = async ({ args, env, stdin }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const input = Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]);
  Object.defineProperty(process, 'stdin', { value: input, configurable: true });
  process.exitCode = undefined;
  await main(args, new AbortController().signal);
  process.send?.({ exitCode: process.exitCode ?? 0, stdout: stdout(), stderr: stderr() });
  process.exitCode = 0;
};

process.on('message', run);
