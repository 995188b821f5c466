/**
 * Loaded before the program (node --import): strikes it at a chosen line of its journal. The product knows nothing of it.
 * JavaScript, because Node loads it as it stands.
 *
 * KILL_AT is a list of blows. `line` counts the lines that this process writes, from 1. `when`: before a byte of it is
 * written, torn (half of it is), sync (it is written and not on disk yet), after it is on disk. `does`: a signal to itself; a
 * code that every write from that line on fails with, as on a full disk; or `tell`, which gives the parent time to do something.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** @typedef {import('./blow.js').Blow} Blow */

/** @type {Blow[]} */
const blows = JSON.parse(process.env['KILL_AT'] ?? '[]');
const TOLD = 3;
/** Time for the parent to do what it was told for. */
const TELL_MS = 60;

/** @type {Set<number>} */
const journals = new Set();
let line = 0;
/** @type {string | null} */
let full = null;
const { openSync, closeSync, writeSync, fsyncSync } = fs;

fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  if (/\/runs\/[^/]+\.jsonl$/.test(String(path))) journals.add(file);
  return file;
};

fs.closeSync = (file) => {
  journals.delete(file);
  return closeSync(file);
};

fs.writeSync = (file, bytes, ...rest) => {
  const asAsked = () => Reflect.apply(writeSync, fs, [file, bytes, ...rest]);
  if (!journals.has(file) || !Buffer.isBuffer(bytes)) return asAsked();
  line += 1;
  strike('before');
  const torn = blows.find((blow) => blow.line === line && blow.when === 'torn' && full === null);
  if (torn !== undefined) {
    const half = bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2)));
    const written = writeSync(file, half);
    // A full disk takes the part that fits, and nothing of what is asked for next.
    carryOut(torn);
    return written;
  }
  if (full !== null) throw Object.assign(new Error(`${full}: the proof's disk, write`), { code: full });
  return asAsked();
};

fs.fsyncSync = (file) => {
  if (journals.has(file)) strike('sync');
  if (full !== null && journals.has(file))
    throw Object.assign(new Error(`${full}: the proof's disk, fsync`), { code: full });
  const done = fsyncSync(file);
  if (journals.has(file)) strike('after');
  return done;
};

syncBuiltinESMExports();

/** @param {Blow['when']} when */
function strike(when) {
  for (const blow of blows) if (blow.line === line && blow.when === when) carryOut(blow);
}

/** @param {Blow} blow */
function carryOut({ does }) {
  tellParent(does);
  if (does === 'SIGKILL' || does === 'SIGTERM' || does === 'SIGINT' || does === 'SIGHUP')
    process.kill(process.pid, does);
  else if (does === 'tell') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TELL_MS);
  else full = does;
}

/** @param {Blow['does']} does */
function tellParent(does) {
  try {
    writeSync(TOLD, `${JSON.stringify({ line, does, at: Date.now() })}\n`);
  } catch {
    // Nobody listens.
  }
}
