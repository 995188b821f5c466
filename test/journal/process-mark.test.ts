import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { isAlive, ownMark } from '../../src/journal/process-mark.js';
import { scratch } from './folder.js';

const isLinux = process.platform === 'linux';
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

function started(file: string, ...args: string[]) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  if (child.pid === undefined) throw new Error(`${file} was not started`);
  return { child, pid: child.pid };
}

const waits = () => started(process.execPath, '-e', 'setInterval(() => {}, 1e6)');
const startOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null;
const markOf = (pid: number, more = {}) => ({ ...ownMark(), pid, started: isLinux ? startOf(pid) : null, ...more });

describe('a process', () => {
  it('knows itself to be alive', () => {
    expect(ownMark()).toMatchObject({ pid: process.pid, started: isLinux ? expect.stringMatching(/^\d+$/) : null });
    expect(isAlive(ownMark())).toBe(true);
    expect(ownMark()).toEqual(ownMark());
  });

  it('that runs is alive, and one that was killed is not', async () => {
    const { child, pid } = waits();
    const mark = markOf(pid);
    expect(isAlive(mark)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(mark)).toBe(false);
  });

  it('that runs may be another one of its number where the system told no start of it', () => {
    expect(isAlive(markOf(waits().pid, { started: null }))).toBeNull();
  });

  it.runIf(isLinux)('that has the number of another one is not that one', () => {
    const { pid } = waits();
    expect(isAlive(markOf(pid, { started: '1' }))).toBe(false);
  });

  it.runIf(isLinux)('that has ended and that nobody has asked after is dead', async () => {
    // The shell becomes a sleep, which never asks after the child that the shell had started; the child waits for that.
    const { child, pid } = started(
      'sh',
      '-c',
      '(until grep -q sleep /proc/$$/comm; do :; done) & echo $!; exec sleep 60',
    );
    if (child.stdout === null) throw new Error('it has a stdout');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const zombie = Number(line);
    const stateOf = () => readFileSync(`/proc/${zombie}/stat`, 'utf8').split(') ').at(-1)?.[0];
    while (stateOf() !== 'Z') await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isAlive(markOf(zombie))).toBe(false);
    expect(isAlive(markOf(pid))).toBe(true);
  });

  it.runIf(isLinux)('may have any name', () => {
    const name = join(scratch(), 'a) Z 1 (b) Z');
    symlinkSync('/bin/sleep', name);
    const { pid } = started(name, '60');
    expect(isAlive(markOf(pid))).toBe(true);
    expect(isAlive(markOf(pid, { started: '1' }))).toBe(false);
  });

  it('of another machine, boot or container cannot be seen from here: it may live', () => {
    expect(isAlive({ ...ownMark(), host: 'elsewhere' })).toBeNull();
    expect(isAlive({ ...ownMark(), host: `${ownMark().host} ` })).toBeNull();
  });

  it.each([0, -1, 1.5, 1e300, Number.NaN])('of the number %d is none', (pid) => {
    expect(isAlive({ ...ownMark(), pid })).toBe(false);
  });
});
