import { describe, expect, it } from 'vitest';
import { createSipMediaApplication } from '../../../src/emulator/sma/sip-media-application.js';
import { ANSWER, fakeClock, fakeDoor, fakeLogs, handlerFile, startRig } from './rig.js';

describe('a handler', () => {
  it.each([
    ['ESM, named', 'mjs', `export const handler = async () => (${ANSWER});`],
    ['ESM, default', 'mjs', `export default { handler: () => (${ANSWER}) };`],
    ['ESM, default function', 'mjs', `export default async () => (${ANSWER});`],
    ['CommonJS', 'cjs', `exports.handler = async () => (${ANSWER});`],
    ['CommonJS in a .js file', 'js', `module.exports = { handler: async () => (${ANSWER}) };`],
    [
      'callback-style',
      'cjs',
      `exports.handler = (event, context, callback) => setTimeout(() => callback(null, ${ANSWER}), 1);`,
    ],
  ])('may be %s', async (_what, extension, source) => {
    const rig = await startRig(handlerFile(source, extension));
    await rig.call();
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
  });

  it('sees what Lambda gives, and nothing of the operator', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'the-operators-own';
    const file = handlerFile(
      `export const handler = async () => { console.log(JSON.stringify(process.env)); return ${ANSWER}; };`,
    );
    const rig = await startRig(file, { region: 'eu-central-1' });
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    await rig.call();
    const seen = rig.logs.lines(rig.sma.logGroupName).join('\n');
    expect(seen).not.toContain('the-operators-own');
    expect(seen).not.toContain(process.env['HOME'] ?? 'no home');
    expect(seen).toContain('"AWS_REGION":"eu-central-1"');
    expect(seen).toContain(`"AWS_LAMBDA_FUNCTION_NAME":"${rig.sma.functionName}"`);
  });

  it('keeps its answer when the clock is moved on by minutes while it works', async () => {
    const file = handlerFile(`export const handler = async (event) => {
      if (event.InvocationEventType === 'CALL_UPDATE_REQUESTED') await new Promise((r) => setTimeout(r, 20));
      return ${ANSWER}; };`);
    const rig = await startRig(file, { graceMs: 60_000 });
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.untilBusy(() => rig.seen().length === 2);
    rig.clock.advance(10 * 60_000);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL Pause');
    expect(rig.messages()).toEqual([]);
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
  });

  const start = (file: string) =>
    createSipMediaApplication({
      clock: fakeClock(),
      logs: fakeLogs(),
      door: fakeDoor(),
      eventFaults: { next: () => undefined },
      handler: { file },
      region: 'us-east-1',
      accountId: '111122223333',
      stderr: () => {},
    });

  it.each([
    ['is not there', '/nowhere/handler.mjs', /\/nowhere\/handler\.mjs cannot be loaded: .*(Cannot find|ENOENT)/],
    ['has a syntax error', handlerFile('export const handler = ('), /cannot be loaded: SyntaxError/],
    ['throws while it loads', handlerFile(`throw new Error('no table')`), /cannot be loaded: Error: no table/],
    ['exports no handler', handlerFile('export const main = 1;'), /it exports no function named handler/],
    [
      'leaves while it loads',
      handlerFile('process.exit(0)'),
      /its process ended while it was loaded \(exit status 0\)/,
    ],
  ])('that %s is refused at the start', async (_what, file, message) => {
    await expect(start(file)).rejects.toThrow(message);
  });
});
