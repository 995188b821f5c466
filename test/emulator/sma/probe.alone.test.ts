import { afterEach, describe, expect, it } from 'vitest';
import { openProbe, type Probe } from '../../../src/emulator/sma/probe.js';
import { describePython } from '../../handler/python.js';
import { handlerFile } from './rig.js';

const update = (Arguments: Record<string, string>) => ({
  InvocationEventType: 'CALL_UPDATE_REQUESTED',
  ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments } },
});

let probe: Probe;
afterEach(() => probe.close());

async function reads(file: string, args: Record<string, string>) {
  probe = await openProbe({ file }, 5_000);
  const watched = await probe.invoke(update(args), true);
  const plain = await probe.invoke(update(args), false);
  expect([watched.kind, watched.text]).toEqual([plain.kind, plain.text]);
  expect(plain.reads).toBeNull();
  return watched.reads;
}

describe('what a JavaScript handler reads of an update', () => {
  const handler = (body: string) =>
    handlerFile(`export const handler = async (event) => {
      const args = event.ActionData.Parameters.Arguments; ${body} };`);

  it.each<[string, string, string[], boolean]>([
    ['members', 'return args.a ?? args["b"] ?? null;', ['a', 'b'], false],
    ['destructured ones', 'const { a, b = 1 } = args; return b;', ['a', 'b'], false],
    ['what is asked for by `in` and hasOwn', 'return ["a" in args, Object.hasOwn(args, "b")];', ['a', 'b'], false],
    ['nothing', 'return 1;', [], false],
  ])('%s', async (_what, body, names, listed) => {
    expect(await reads(handler(body), {})).toEqual({ names, compared: {}, listed, parsed: {} });
  });

  it('all of them, where they are listed', async () => {
    expect(await reads(handler('return Object.keys(args);'), { x: '1' })).toMatchObject({ listed: true });
  });

  it.each([
    ['writing the event down is no reading', 'return JSON.stringify(event);', []],
    ['of a copy', 'return JSON.parse(JSON.stringify(event)).ActionData.Parameters.Arguments.a ?? null;', ['a']],
    ['of a clone', 'return structuredClone(event).ActionData.Parameters.Arguments.a ?? null;', ['a']],
  ])('%s', async (_what, body, names) => {
    expect(await reads(handler(body), { x: '1' })).toMatchObject({ names, listed: false });
  });

  it('of an argument that is JSON the members', async () => {
    const seen = await reads(handler('const p = JSON.parse(args.x); return [p.a, p.b ?? null];'), { x: '{"a":"1"}' });
    expect(seen).toMatchObject({ names: ['x'], parsed: { x: ['a', 'b'] } });
  });

  it('is no other for the handler: keys, spread and the console', async () => {
    const body =
      'console.log(args); return [Object.keys(args), { ...args }, args.toString(), structuredClone({ ...args })];';
    expect((await reads(handler(body), { x: '1' }))?.names).toEqual(['x']);
  });
});

describePython('what a Python handler reads of an update', () => {
  const handler = (body: string) =>
    handlerFile(
      `import json\ndef handler(event, context):\n    args = event["ActionData"]["Parameters"]["Arguments"]\n    ${body}\n`,
      'py',
    );

  it.each<[string, string, object]>([
    ['members', 'return [args.get("a"), "b" in args, args.pop("c", 1)]', { names: ['a', 'b', 'c'], compared: {} }],
    [
      'what it compares them with',
      'return args["x"] == "go" or args["x"].lower() in ("run", "1")',
      {
        names: ['x'],
        compared: { x: ['go', 'run', '1'] },
      },
    ],
    ['all of them', 'return list(args)', { names: [], compared: {}, listed: true }],
    ['none, where the event is written down', 'return json.dumps(event)', { names: [], compared: {}, listed: false }],
    [
      'of a copy',
      'return json.loads(json.dumps(event))["ActionData"]["Parameters"]["Arguments"].get("a")',
      { names: ['a'], listed: false },
    ],
    [
      'of a deep copy',
      'import copy; return copy.deepcopy(event)["ActionData"]["Parameters"]["Arguments"].get("a")',
      { names: ['a'], listed: false },
    ],
  ])('%s', async (_what, body, seen) => {
    expect(await reads(handler(body), { x: '1' })).toMatchObject(seen);
  });

  it('is no other for the handler', async () => {
    const body = 'return [dict(args), {**args}, list(args.items()), {"1": 2}[args["x"]], args["x"] + "y", len(args)]';
    expect((await reads(handler(body), { x: '1' }))?.names).toContain('x');
  });
});
