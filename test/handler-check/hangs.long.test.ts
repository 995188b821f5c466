import { expect, it } from 'vitest';
import { check } from './checked.js';
import { DECIDE } from './decide.js';

it('a callback waits for what is open, and past five seconds nobody waits for it', async () => {
  const { of } = await check(
    `${DECIDE}\nexports.handler = (event, context, callback) => { setInterval(() => {}, 1000); callback(null, decide(event)); };`,
    '.cjs',
  );
  expect(of('answers-in-time')).toMatchObject({
    status: 'finding',
    seen: expect.stringContaining('No answer within 5 s'),
  });
});
