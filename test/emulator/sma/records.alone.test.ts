import { describe, expect, it } from 'vitest';
import { ANSWER, handlerFile, plain, startRig } from './rig.js';

describe("a handler's records", () => {
  it("stand in Lambda's text format between the platform's own lines", async () => {
    const file = handlerFile(`console.log('loading');
      export const handler = async (event, context) => {
        console.log('one %d', 1, { two: 2 });
        console.error('several\\nlines');
        process.stdout.write('raw one\\nraw ');
        process.stdout.write('two\\n');
        console.warn(context.functionName, context.getRemainingTimeInMillis() > 19000, context.memoryLimitInMB);
        return ${ANSWER};
      };`);
    const rig = await startRig(file);
    await rig.call();
    expect(plain(rig.logs.lines(rig.sma.logGroupName))).toEqual([
      'TIME\tundefined\tINFO\tloading',
      'START RequestId: ID Version: $LATEST',
      'TIME\tID\tINFO\tone 1 { two: 2 }',
      'TIME\tID\tERROR\tseveral\nlines',
      'raw one',
      'raw two',
      `TIME\tID\tWARN\t${rig.sma.functionName} true 128`,
      'END RequestId: ID',
      'REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 128 MB\tMax Memory Used: N MB\t',
    ]);
    expect(rig.logs.lines(rig.sma.logGroupName)[2]).toMatch(/^2026-11-22T00:00:0/);
    expect(rig.logs.streams(rig.sma.logGroupName)).toEqual([
      expect.stringMatching(/^2026\/11\/22\/\[\$LATEST\][0-9a-f]{32}$/),
    ]);
  });

  it("stand alone where the system's log level is WARN, unless an invocation fails", async () => {
    const file = handlerFile(`let n = 0; export const handler = async () => {
      console.log('here'); if (n++ > 0) process.exit(1); return ${ANSWER}; };`);
    const rig = await startRig(file, { systemLogLevel: 'WARN' });
    await rig.call();
    expect(plain(rig.logs.lines(rig.sma.logGroupName))).toEqual(['TIME\tID\tINFO\there']);
    await rig.call();
    const lines = plain(rig.logs.lines(rig.sma.logGroupName));
    expect(lines.filter((line) => line.startsWith('START'))).toEqual([]);
    expect(lines.find((line) => line.startsWith('REPORT'))).toContain('Status: error');
  });

  it('can be in the JSON format', async () => {
    const file = handlerFile(`export const handler = async (event) => {
      console.log(event); console.warn('a', 1); console.error(new RangeError('no')); return ${ANSWER}; };`);
    const rig = await startRig(file, { logFormat: 'JSON' });
    await rig.call();
    const records = rig.logs.lines(rig.sma.logGroupName).map((line) => JSON.parse(line));
    expect(records[0]).toMatchObject({ type: 'platform.start', record: { version: '$LATEST' } });
    expect(records[1]).toMatchObject({ level: 'INFO', message: { InvocationEventType: 'NEW_INBOUND_CALL' } });
    expect(records[1].requestId).toBe(records[0].record.requestId);
    expect(records[2]).toMatchObject({ level: 'WARN', message: 'a 1' });
    expect(records[3]).toMatchObject({ level: 'ERROR', message: { errorType: 'RangeError', errorMessage: 'no' } });
    expect(records.at(-1)).toMatchObject({ type: 'platform.report', record: { status: 'success' } });
  });

  it('are bounded, however much it prints', async () => {
    const file = handlerFile(`export const handler = async () => {
      for (let n = 0; n < 400; n += 1) console.log('x'.repeat(300_000)); return ${ANSWER}; };`);
    const rig = await startRig(file);
    await rig.call();
    const lines = rig.logs.lines(rig.sma.logGroupName);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024);
    expect(lines.join('').length).toBeLessThan(5 * 2 ** 20);
    expect(lines.at(-1)).toMatch(/^REPORT/);
    expect(rig.stderr).toHaveLength(1);
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
  });
});
