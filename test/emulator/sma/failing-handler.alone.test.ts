import { describe, expect, it } from 'vitest';
import { ANSWER, handlerFile, plain, startRig } from './rig.js';

describe('a handler that fails', () => {
  const failing = (body: string) =>
    handlerFile(`export const handler = async (event) => {
    if (event.InvocationEventType === 'NEW_INBOUND_CALL') return ${ANSWER}; ${body} };`);

  it('by throwing is tried once more, then the call ends with 480', async () => {
    const rig = await startRig(failing(`const e = new TypeError('bad'); e.code = 'E_BAD'; throw e;`));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().includes('HANGUP Hangup'));
    expect(rig.seen().slice(1, 4)).toEqual([
      ...Array(2).fill('CALL_UPDATE_REQUESTED CallUpdateRequest'),
      'HANGUP Hangup',
    ]);
    const update = rig.events().filter(({ InvocationEventType }) => InvocationEventType === 'CALL_UPDATE_REQUESTED');
    expect(new Set(update.map(({ Sequence }) => Sequence)).size).toBe(1);
    const error = rig.logs.lines(rig.sma.logGroupName).find((line) => line.includes('\tERROR\tInvoke Error \t{'));
    expect(JSON.parse(error?.split('\t').at(-1) ?? '')).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'bad',
      code: 'E_BAD',
      stack: expect.arrayContaining(['TypeError: bad']),
    });
    expect(rig.events().at(-1)?.ActionData?.Parameters?.['SipResponseCode']).toBe(480);
  });

  it('by scribbling into the pipe of its frames breaks its own alone', async () => {
    const frames = [
      '5',
      'null',
      '[]',
      '{"record":{}}',
      '{"record":5}',
      '{"done":null}',
      '{"done":{"requestId":5,"answer":7}}',
    ];
    const rig = await startRig(
      handlerFile(`import { writeSync } from 'node:fs';
      export const handler = async (event, { awsRequestId: requestId }) => {
        for (const frame of ${JSON.stringify(frames)}) writeSync(4, frame + '\\n');
        writeSync(4, JSON.stringify({ done: { requestId, answer: { a: 1 }, durationMs: 'x' } }) + '\\n');
        return ${ANSWER};
      };`),
    );
    await rig.call();
    expect(rig.sma.calls().at(-1)?.status).toBe('Connected');
  });

  it('by leaving the process says what it said before, and gets a new one', async () => {
    const rig = await startRig(failing(`console.log('last words'); process.exit(3);`));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.sma.calls()[0]?.status === 'Ended');
    const lines = plain(rig.logs.lines(rig.sma.logGroupName));
    expect(lines).toContain('TIME\tID\tINFO\tlast words');
    expect(lines).toContain('RequestId: ID Error: Runtime exited with error: exit status 3\nRuntime.ExitError');
    expect(lines.some((line) => line.endsWith('\tStatus: error\tError Type: Runtime.ExitError'))).toBe(true);
    expect(rig.logs.streams(rig.sma.logGroupName).length).toBeGreaterThan(1);
    await rig.call();
    expect(rig.sma.calls().at(-1)?.status).toBe('Connected');
  });

  it('by a promise nobody caught dies as in Lambda', async () => {
    const rig = await startRig(failing(`Promise.reject(new Error('lost')); return new Promise(() => {});`));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.sma.calls()[0]?.status === 'Ended');
    const text = rig.logs.lines(rig.sma.logGroupName).join('\n');
    expect(text).toContain('ERROR\tUnhandled Promise Rejection \t{"errorType":"Error","errorMessage":"lost"');
    expect(text).toContain('exit status 128');
  });

  it('because nothing is left that it could wait for, at once: it is no time-out', async () => {
    const rig = await startRig(failing('await new Promise(() => {});'));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.sma.calls()[0]?.status === 'Ended');
    expect(rig.logs.lines(rig.sma.logGroupName).join('\n')).toContain('"errorType":"Runtime.NodeJsExit"');
  });

  it.each([
    ['waits without end', 'await new Promise((resolve) => setTimeout(resolve, 10 ** 6));'],
    ['never yields', 'for (;;) ;'],
  ])('because it %s is invoked again after 5 s, and after 20 s the call ends', async (_what, body) => {
    const rig = await startRig(failing(body));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.untilBusy(() => rig.seen().length === 2);
    await rig.untilBusy(
      () => rig.logs.lines(rig.sma.logGroupName).filter((line) => line.startsWith('START')).length === 2,
    );
    rig.clock.advance(5_000);
    await rig.untilBusy(() => rig.seen().length === 3);
    rig.clock.advance(15_000);
    await rig.untilBusy(() => rig.sma.calls()[0]?.status === 'Ended');
    expect(rig.messages()).toContain('AWS Lambda client operation timed out.');
    await rig.untilBusy(() => rig.logs.lines(rig.sma.logGroupName).some((line) => line.includes('Task timed out')));
    const lines = plain(rig.logs.lines(rig.sma.logGroupName));
    expect(lines).toContain('TIME ID Task timed out after 20.00 seconds');
    expect(lines.some((line) => line.endsWith('\tStatus: timeout'))).toBe(true);
  });
});
