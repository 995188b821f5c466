import { describe, expect, it } from 'vitest';
import { check } from './checked.js';
import { DECIDE } from './decide.js';

const logging = (log: string) =>
  check(
    `import { inspect } from 'node:util';\n${DECIDE}\nexport const handler = async (event) => { ${log}; return decide(event); };`,
  );

describe('a log that shows its events whole proves the join', () => {
  it.each([
    ['as JSON', 'console.log(JSON.stringify(event))'],
    ['as JSON of more', `console.log('got', JSON.stringify({ at: 1, event }, null, 2))`],
    ['inspected to the bottom', 'console.log(inspect(event, { depth: null }))'],
    ['with tokens masked', `console.log(JSON.stringify(event, (key, value) => (/token/i.test(key) ? '***' : value)))`],
  ])('%s', async (_what, log) => {
    expect((await logging(log)).of('logs-events')).toMatchObject({
      status: 'ok',
      seen: expect.stringContaining('prove'),
    });
  });
});

describe('a log that shows them shortened does not', () => {
  it.each([
    ['in an object', 'console.log({ event })'],
    ['in an object in an object', 'console.log({ got: { event } })'],
    ['inspected to some depth', 'console.log(inspect(event, { depth: 1 }))'],
    ['the event alone', 'console.log(event)'],
  ])('%s', async (_what, log) => {
    expect((await logging(log)).of('logs-events')).toMatchObject({
      status: 'finding',
      seen: expect.stringContaining('shortened'),
      advice: expect.stringContaining('JSON.stringify'),
    });
  });
});
