import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { failed } from '../core/catalogue/failed.js';
import { EXIT_CODES } from '../core/exit-codes.js';
import { asFailure } from '../core/failure.js';
import { NOT_BEGUN } from '../core/run/result.js';
import { writeDocument, writeEarlyFailure } from '../output/output.js';
import { ownErrors, processStreams } from '../output/streams.js';
import { beginInvocation, type Invocation } from './invocation.js';
import { commandMeant, usageFailure } from './usage.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * One run, from argv to the exit code. `interrupt` aborts at the first signal, with that signal's exit code as its reason.
 * Never throws; the process ends by itself when nothing is left to do.
 */
export async function main(argv: string[], interrupt: AbortSignal): Promise<void> {
  const invocation = begin(argv, interrupt);
  const { streams, json } = invocation;
  try {
    if (interrupt.aborted) throw failed('INTERRUPTED.nothing-sent');
    if (argv[0] === '--version') return showVersion(invocation);
    const { run } = await import('@oclif/core');
    ownErrors();
    await run(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv, { root: ROOT });
  } catch (error) {
    const failure = usageFailure(error, argv) ?? asFailure(error);
    const command = invocation.command ?? commandMeant(argv);
    const exitCode = invocation.interruption() ?? failure.exitCode;
    const told = failure.changedTo(failure.code, failure.message, { exitCode });
    const early = exitCode === EXIT_CODES.usage.code ? null : await earlyResult(command);
    invocation.end(await writeEarlyFailure(told, early, { streams, colour: invocation.colour, json, command }));
  }
}

/** The result of a command that has a verdict for every ending, if it ends before it has its request. */
async function earlyResult(command: string) {
  if (command !== 'bridge') return null;
  const { BRIDGE_VIEW } = await import('../output/views/bridge.js');
  return { result: NOT_BEGUN, view: BRIDGE_VIEW };
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
