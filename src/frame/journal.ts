/** The composition root for journals: real runs are the state folder's own, rehearsals are kept apart. */

import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { failed } from '../core/catalogue/failed.js';
import type { Journal } from '../core/journal/port.js';
import type { AwsSettings } from '../core/ports/aws.js';
import { currentInvocation } from './invocation.js';

/** A busy emulator still answers within this; what never answers is not one. */
const ANSWERS_WITHIN_MS = 5_000;
/** Nothing depends on it: what does not answer in time is left alone. */
const GONE_WITHIN_MS = 1_000;

type Towards = Pick<AwsSettings, 'endpointUrl' | 'profile'>;

/** The journals of this user's runs on the AWS that these settings name. Those of emulators that are gone are removed. */
export async function openRuns(version: string, towards: Towards): Promise<Journal> {
  const [{ openJournal }, { stateFolders }, { loopbackPort, rehearsalFolders, removeGoneRehearsals }] =
    await Promise.all([
      import('../journal/open.js'),
      import('../journal/state-folders.js'),
      import('../journal/rehearsals.js'),
    ]);
  const folders = stateFolders(process.env);
  await removeGoneRehearsals(folders, isEmulatorThere);
  if (isWithinExec(process.env)) return openJournal(folders, version);
  const endpoint = await rehearsedAt(towards, loopbackPort);
  const port = loopbackPort(endpoint);
  if (endpoint === null || port === null) return openJournal(folders, version);
  const instance = await instanceOf(endpoint);
  // An interrupt cut the question short: which emulator's runs these are is not known, and a run would be written elsewhere.
  if (currentInvocation().interrupt.aborted) throw failed('INTERRUPTED.nothing-sent');
  return openJournal(folders, version, rehearsalFolders(port, instance));
}

/** `emulator exec` gives its command a state folder of its own: its runs are nobody else's. */
function isWithinExec(env: NodeJS.ProcessEnv): boolean {
  return env['CHIME_JOIN_WITHIN_EXEC'] === '1';
}

/** Null unless meetings and calls are both on this machine: a run that may reach AWS is not a rehearsal. */
async function rehearsedAt(towards: Towards, loopbackPort: (endpoint: string | null) => string | null) {
  try {
    if (!mayNameEndpoint(towards)) return null;
    const { configuredEndpoint } = await import('../aws/endpoint.js');
    const [meetings, voice] = await Promise.all([
      configuredEndpoint(towards, 'meetings'),
      configuredEndpoint(towards, 'voice'),
    ]);
    return loopbackPort(voice) === null ? null : meetings;
  } catch {
    // A run says itself what is wrong with its settings, before it opens a journal.
    return null;
  }
}

/** Spares the commands that need no AWS the loading of the SDK's reader of settings, where nothing speaks of an endpoint. */
function mayNameEndpoint({ endpointUrl }: Towards): boolean {
  const { env } = process;
  if (endpointUrl !== null || Object.keys(env).some((name) => name.startsWith('AWS_ENDPOINT_URL'))) return true;
  const files = [
    env['AWS_CONFIG_FILE'] || join(homedir(), '.aws', 'config'),
    env['AWS_SHARED_CREDENTIALS_FILE'] || join(homedir(), '.aws', 'credentials'),
  ];
  return files.some((file) => textOf(file).includes('endpoint_url'));
}

/** Empty for a file that is not there, or is not a plain one: a pipe would be waited for. */
function textOf(file: string): string {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

async function instanceOf(endpoint: string): Promise<string | null> {
  if (!endpoint.startsWith('http:')) return null;
  const { instanceAt } = await import('../emulator/control/client.js');
  return instanceAt(endpoint, within(ANSWERS_WITHIN_MS)).catch(() => null);
}

async function isEmulatorThere(port: number, instance: string): Promise<boolean | null> {
  const { instanceAt } = await import('../emulator/control/client.js');
  try {
    return (await instanceAt(`http://127.0.0.1:${port}`, within(GONE_WITHIN_MS))) === instance;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? false : null;
  }
}

function within(ms: number): AbortSignal {
  return AbortSignal.any([currentInvocation().interrupt, AbortSignal.timeout(ms)]);
}
