import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT_CODES } from './core/exit-codes.js';
import { asFailure, Failure } from './core/failure.js';
import { NOT_BEGUN } from './core/run/result.js';
import { beginInvocation, type Invocation } from './invocation.js';
import { writeDocument, writeEarlyFailure } from './output/output.js';
import { ownErrors, processStreams } from './output/streams.js';
import { commandMeant, usageFailure } from './usage.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What `--json` shows as the result of a command that ends, by no mistake of usage, before it has its request. */
const EARLY_RESULTS: Readonly<Record<string, unknown>> = { bridge: NOT_BEGUN };

/**
 * One run, from argv to the exit code. `interrupt` aborts at the first signal, with that signal's exit code as its reason.
 * Never throws; the process ends by itself when nothing is left to do.
 */
export async function main(argv: string[], interrupt: AbortSignal): Promise<void> {
  const invocation = begin(argv, interrupt);
  const { streams, json } = invocation;
  try {
    if (interrupt.aborted) throw new Failure('INTERRUPTED', 'Interrupted; nothing was sent.');
    if (argv[0] === '--version') return showVersion(invocation);
    const { run } = await import('@oclif/core');
    ownErrors();
    await run(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv, { root: ROOT });
  } catch (error) {
    const failure = usageFailure(error, argv) ?? asFailure(error);
    const command = invocation.command ?? commandMeant(argv);
    const exitCode = invocation.interruption() ?? failure.exitCode;
    const told = failure.retold(failure.code, failure.message, { exitCode });
    const result = exitCode === EXIT_CODES.usage.code ? null : (EARLY_RESULTS[command] ?? null);
    invocation.end(await writeEarlyFailure(told, result, { streams, colour: invocation.colour, json, command }));
  }
}

function begin(argv: string[], interrupt: AbortSignal): Invocation {
  const streams = processStreams();
  const colour = !isTyped(argv, '--no-color') && (process.env['NO_COLOR'] ?? '') === '';
  // The spinner's library reads the variable, not our flag.
  if (!colour) process.env['NO_COLOR'] = '1';
  return beginInvocation({
    streams,
    colour,
    json: isTyped(argv, '--json'),
    command: null,
    interrupt,
    interruption: () => (interrupt.aborted ? Number(interrupt.reason) : null),
    end: (exitCode) => {
      process.exitCode = exitCode;
    },
  });
}

/** Typed before any `--`: what follows that is another command's. */
function isTyped(argv: string[], flag: string): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes(flag);
}

function showVersion({ streams, json }: Invocation): void {
  const { name, version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    name: string;
    version: string;
  };
  const { platform, arch, version: node } = process;
  if (json) writeDocument(streams, '--version', { version, node });
  else streams.out(`${name}/${version} ${platform}-${arch} node-${node}\n`);
}
