import { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);

/** As much of vitest as the tests of core use, without a process around it: tests are gathered, and run one by one. */
export function gatherTests(evaluate) {
  const tests = [];
  const within = [];
  const it = (name, run) => tests.push({ name: [...within, name].join(' › '), run });
  const describe = (name, define) => {
    within.push(name);
    define();
    within.pop();
  };
  // A row of a table is the arguments; anything else is the only one.
  const each = (declare) => (rows) => (name, run) => {
    for (const [at, row] of rows.entries()) {
      declare(`${name} [${at}: ${shortly(row)}]`, () => run(...(Array.isArray(row) ? row : [row])));
    }
  };
  it.each = each(it);
  describe.each = each(describe);
  globalThis.chimeJoinTests = { describe, it, test: it, expect };
  evaluate();
  return tests;
}

function shortly(row) {
  const first = Array.isArray(row) ? row[0] : row;
  return typeof first === 'object' ? '' : String(first).slice(0, 60);
}

/** Turns of the event loop after which a test that has not ended waits for something that never comes. */
const TURNS = 60_000;

/** Whether it passes. Time does not pass in the tests of core, so that none of them waits for a real timer. */
export async function passes({ run }) {
  let outcome = null;
  try {
    const work = run();
    if (typeof work?.then !== 'function') return true;
    work.then(
      () => {
        outcome = true;
      },
      () => {
        outcome = false;
      },
    );
  } catch {
    return false;
  }
  for (let turn = 0; turn < TURNS && outcome === null; turn += 1) await new Promise((next) => setImmediate(next));
  return outcome ?? false;
}
