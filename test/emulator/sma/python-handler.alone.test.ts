import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { openProbe } from '../../../src/emulator/sma/probe.js';
import { createSipMediaApplication } from '../../../src/emulator/sma/sip-media-application.js';
import { describePython } from '../../handler/python.js';
import { fakeClock, fakeDoor, fakeLogs, handlerFile, plain, startRig } from './rig.js';

const ANSWER =
  '{"SchemaVersion": "1.0", "Actions": [{"Type": "Pause", "Parameters": {"DurationInMilliseconds": "30000"}}]}';
const python = (body: string, name = 'handler', head = '') =>
  handlerFile(
    `import json, logging, os, sys, time\n${head}\ndef ${name}(event, context):\n${body.replaceAll(/^/gm, '    ')}\n    return ${ANSWER}\n`,
    'py',
  );
const failing = (body: string) => python(`if event["InvocationEventType"] != "NEW_INBOUND_CALL":\n    ${body}`);

describePython('a Python handler', () => {
  it.each(['handler', 'lambda_handler'])('may be called %s', async (name) => {
    const rig = await startRig(python('pass', name));
    await rig.call();
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
  });

  it('prints a record a line, and logs as Lambda does', async () => {
    const body = [
      'print("one\\ntwo\\n\\n", end="")',
      'print("no end", end="")',
      'logging.getLogger().info("not at this level")',
      'logging.getLogger("x").warning("level %s\\nand more", 1)',
      'print("a mistake", file=sys.stderr)',
    ].join('\n');
    const rig = await startRig(python(body));
    await rig.call();
    const lines = plain(rig.logs.lines(rig.sma.logGroupName));
    expect(lines.slice(1, -2)).toEqual(['one', 'two', '[WARNING]\tTIME\tID\tlevel 1\nand more', 'a mistake', 'no end']);
    expect(lines[0]).toBe('START RequestId: ID Version: $LATEST');
  });

  it('that raises is told as Lambda tells it, tried once more, and ends the call', async () => {
    const rig = await startRig(failing('raise TypeError("bad")'));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().includes('HANGUP Hangup'));
    const error = rig.logs.lines(rig.sma.logGroupName).find((line) => line.startsWith('[ERROR]'));
    expect(error).toMatch(
      /^\[ERROR\] TypeError: bad\nTraceback \(most recent call last\):\n {2}File ".*handler-\d+\.py", line \d+, in handler\n {4}raise TypeError\("bad"\)$/,
    );
    expect(rig.seen().filter((one) => one.startsWith('CALL_UPDATE'))).toHaveLength(2);
  });

  it('whose answer is no JSON has not answered', async () => {
    const rig = await startRig(failing('return {"Actions": {1, 2}}'));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().includes('HANGUP Hangup'));
    const text = rig.logs.lines(rig.sma.logGroupName).join('\n');
    expect(text).toContain('[ERROR] Runtime.MarshalError: Unable to marshal response: Object of type set');
  });

  it('that leaves its process gets a new one', async () => {
    const rig = await startRig(failing('print("last words"); sys.exit(3)'));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.sma.calls()[0]?.status === 'Ended');
    const lines = plain(rig.logs.lines(rig.sma.logGroupName));
    expect(lines).toContain('last words');
    expect(lines).toContain('RequestId: ID Error: Runtime exited with error: exit status 3\nRuntime.ExitError');
    await rig.call();
    expect(rig.sma.calls().at(-1)?.status).toBe('Connected');
  });

  it('sees what Lambda gives, nothing of the operator, and leaves nothing in the folder', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'the-operators-own';
    const file = python('print(json.dumps(dict(os.environ)))');
    const rig = await startRig(file, { region: 'eu-central-1' });
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    await rig.call();
    const seen = rig.logs.lines(rig.sma.logGroupName).join('\n');
    expect(seen).not.toContain('the-operators-own');
    expect(seen).toContain('"AWS_REGION": "eu-central-1"');
    expect(seen).toMatch(/"AWS_EXECUTION_ENV": "AWS_Lambda_python3\.\d+"/);
    expect(existsSync(join(dirname(file), '__pycache__'))).toBe(false);
  });

  it('that never answers is killed, and the next invocation gets another', async () => {
    const probe = await openProbe({ file: failing('while True: pass') }, 300);
    const hung = await probe.invoke({ InvocationEventType: 'HANGUP' }, false);
    expect(hung.kind).toBe('timed-out');
    const next = await probe.invoke({ InvocationEventType: 'NEW_INBOUND_CALL' }, false);
    expect(JSON.parse(next.text)).toEqual(JSON.parse(ANSWER));
    probe.close();
  });

  it('that is busy for ever ends with the process that started it', async () => {
    const { spawn } = await import('node:child_process');
    const file = python('print(os.getpid())\nwhile True: pass');
    const script = `import { openProbe } from ${JSON.stringify(new URL('../../../dist/emulator/sma/probe.js', import.meta.url).href)};
      const probe = await openProbe({ file: ${JSON.stringify(file)} }, 60000);
      probe.invoke({}, false);
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('close', resolve));
    const { execFileSync } = await import('node:child_process');
    const left = () => execFileSync('ps', ['-eo', 'args']).toString().includes(file);
    for (let turns = 0; left() && turns < 100; turns += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(left()).toBe(false);
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
    ['has a syntax error', handlerFile('def handler(:\n', 'py'), /cannot be loaded: SyntaxError/],
    ['needs what is not there', handlerFile('import no_such_module_at_all', 'py'), /ModuleNotFoundError: No module/],
    [
      'has no handler',
      handlerFile('main = 1', 'py'),
      /it has no function named lambda_handler or handler or lambdaHandler/,
    ],
    [
      'leaves while it loads',
      handlerFile('import sys; sys.exit(4)', 'py'),
      /ended while it was loaded \(exit status 4\)/,
    ],
  ])('that %s is refused at the start', async (_what, file, message) => {
    await expect(start(file)).rejects.toThrow(message);
  });
});
