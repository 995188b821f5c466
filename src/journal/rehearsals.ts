import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnFolder } from './own-folder.js';
import { ownNetwork } from './process-mark.js';

const FOLDER = 'rehearsals';
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An emulator as a folder's name tells it: `4566-<instance>.<place>.<boot>`. */
const NAME = /^(?<port>\d{1,5})-(?<instance>[0-9a-f-]{36})\.(?<place>[0-9a-f]{8})\.(?<boot>[0-9a-f]{8})$/;

/** The port of an endpoint on this machine; null for every other one. */
export function loopbackPort(endpoint: string | null): string | null {
  const url = endpoint !== null && URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || !LOOPBACK.test(url.hostname)) return null;
  return url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
}

/**
 * The folders, below a state folder, of the runs on a loopback endpoint. What answers there and is not an emulator (a tunnel
 * into AWS, for example) has a folder of its port alone, which is never removed: its runs may be real.
 */
export function rehearsalFolders(port: string, instance: string | null): [string, string] {
  const { place, boot } = marksOfHere();
  return [FOLDER, instance === null ? port : `${port}-${instance}.${place}.${boot}`];
}

/** Whether a process listens at that port of 127.0.0.1, and is that emulator; null where it cannot be told. */
export type IsThere = (port: number, instance: string) => Promise<boolean | null>;

/**
 * Removes the rehearsals whose emulator is gone: no call and no meeting of theirs is left to look at or to clean up. Never
 * throws, follows no link, and leaves alone what another machine or another user put there.
 */
export async function removeGoneRehearsals(folders: readonly string[], isThere: IsThere): Promise<void> {
  const all = folders.map((folder) => join(folder, FOLDER)).filter(isOwnReadable);
  const found = all.flatMap((folder) => namesIn(folder).map((name) => ({ name, path: join(folder, name) })));
  await Promise.all(
    found.map(async ({ name, path }) => {
      if (!isOwnReadable(path) || !(await isGone(name, isThere))) return;
      try {
        rmSync(path, { recursive: true, force: true });
      } catch {
        // The next command tries again.
      }
    }),
  );
}

async function isGone(name: string, isThere: IsThere): Promise<boolean> {
  const { port = '', instance = '', place = '', boot = '' } = NAME.exec(name)?.groups ?? {};
  const here = marksOfHere();
  if (place !== here.place) return false;
  return boot !== here.boot || (await isThere(Number(port), instance).catch(() => null)) === false;
}

function marksOfHere(): { place: string; boot: string } {
  const { place, boot } = ownNetwork();
  const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
  return { place: short(place), boot: short(boot) };
}

function isOwnReadable(folder: string): boolean {
  try {
    return lstatSync(folder, { throwIfNoEntry: false }) !== undefined && isOwnFolder(folder);
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
