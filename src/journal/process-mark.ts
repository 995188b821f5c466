import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessMark } from '../core/journal/entry.js';

/** This process, so that a later one can tell whether it still runs. */
export function ownMark(): ProcessMark {
  return { host: host(), pid: process.pid, started: startOf(process.pid) };
}

/**
 * Whether the process still runs. Its number alone proves nothing: numbers are given out again, so its start is compared
 * where the system tells it (Linux). Null for another machine's, or another container's, which cannot be seen from here.
 */
export function isAlive({ host: where, pid, started }: ProcessMark): boolean | null {
  if (where !== host()) return null;
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (isZombie(pid)) return false;
  const now = startOf(pid);
  // Without a start it may be another one of the same number: only its time limit is known then.
  return started === null || now === null ? null : now === started;
}

/** The machine with its network, where a port of 127.0.0.1 is found again, and its present boot. Each empty where not known. */
export function ownNetwork(): { place: string; boot: string } {
  return { place: `${hostname()} ${linkOr('/proc/self/ns/net')}`, boot: readOr('/proc/sys/kernel/random/boot_id') };
}

/** The machine, its present boot, and the space of process numbers: two containers may share a name and a folder. */
function host(): string {
  return [hostname(), readOr('/proc/sys/kernel/random/boot_id'), linkOr('/proc/self/ns/pid')].filter(Boolean).join(' ');
}

/** In ticks since the boot; null where the system does not say. */
function startOf(pid: number): string | null {
  return statOf(pid)?.[19] ?? null;
}

function isZombie(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state === 'Z' || state === 'X';
}

/** What follows the name in /proc/PID/stat, from the state on (proc(5)): a name may hold spaces and parentheses. */
function statOf(pid: number): string[] | null {
  const stat = readOr(`/proc/${pid}/stat`);
  const end = stat.lastIndexOf(')');
  return end === -1 ? null : stat.slice(end + 2).split(' ');
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function linkOr(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
