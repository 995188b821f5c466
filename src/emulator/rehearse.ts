import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Inherited variables that could lead a rehearsal to the real AWS, or to another call: AWS's (AWS_CA_BUNDLE among them),
 * this program's, and whatever names a proxy to any tool (HTTPS_PROXY, all_proxy, npm_config_noproxy, NODE_USE_ENV_PROXY).
 * SSL_CERT_FILE and NODE_EXTRA_CA_CERTS stay: they lead nowhere, and what else the command talks to may need them.
 */
const REMOVED = /^(?:AWS_.*|CHIME_JOIN_.*|.*_(?:no)?proxy)$/i;

/**
 * The environment of a rehearsal: the operator's own, less whatever names an AWS, a call or a proxy, and with the given
 * variables in their place. `folder` is empty of settings: the AWS files and this program's are looked for there. What is in the
 * folder `programs` is found first on the PATH.
 */
export function rehearsalEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  variables: Readonly<Record<string, string>>,
  folder: string,
  programs: string,
): Record<string, string> {
  const kept = Object.entries(inherited).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !REMOVED.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    ...variables,
    PATH: [programs, ...(inherited['PATH'] ? [inherited['PATH']] : [])].join(delimiter),
    XDG_CONFIG_HOME: folder,
    // What is rehearsed is over with the emulator: it does not belong among the runs that were real.
    XDG_STATE_HOME: join(folder, 'state'),
    // A profile of the operator's could switch endpoint variables off, and then the rehearsal would be no rehearsal.
    AWS_CONFIG_FILE: join(folder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'aws-credentials'),
  };
}

/** Where `chime-join` is this very program, installed or not, run by the Node that runs it. */
async function writeProgram(folder: string, program: string): Promise<string> {
  const programs = join(folder, 'bin');
  await mkdir(programs, { mode: 0o700 });
  const words = [process.execPath, program].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const script = `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`;
  await writeFile(join(programs, 'chime-join'), script, { flag: 'wx', mode: 0o700 });
  return programs;
}

/**
 * Runs a command on the terminal we were given, and gives its exit code: 128 and the signal's number where one ended it.
 * `folder` is empty, and its settings and state are kept there; `program` is the file that starts this program.
 * An interrupt is passed on, unless the terminal has sent it to the command already. Rejects where it cannot be started.
 */
export async function rehearse(
  command: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>>,
  { folder, program }: { folder: string; program: string },
  interrupt: AbortSignal,
): Promise<number> {
  await Promise.all(
    ['aws-config', 'aws-credentials'].map((name) => writeFile(join(folder, name), '', { flag: 'wx', mode: 0o600 })),
  );
  const programs = await writeProgram(folder, program);
  return run(command, rehearsalEnvironment(process.env, variables, folder, programs), interrupt);
}

function run(
  [file, ...args]: readonly [string, ...string[]],
  env: Record<string, string>,
  interrupt: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    const passOn = () => {
      const signal = signalOf(Number(interrupt.reason) - 128);
      // A terminal sends its interrupts to the whole foreground group: a second one would make the command leave at once.
      if (signal === 'SIGTERM' || process.stdin.isTTY !== true) child.kill(signal);
    };
    if (interrupt.aborted) passOn();
    interrupt.addEventListener('abort', passOn, { once: true });
    child.once('error', (error) => {
      interrupt.removeEventListener('abort', passOn);
      reject(error);
    });
    child.once('exit', (code, signal) => {
      interrupt.removeEventListener('abort', passOn);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function signalOf(number: number): NodeJS.Signals {
  const named = Object.entries(constants.signals).find(([, value]) => value === number);
  return (named?.[0] ?? 'SIGTERM') as NodeJS.Signals;
}
