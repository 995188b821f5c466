import { describe, expect, it } from 'vitest';
import { importsIn, roomOf, SOURCES, type Source, withoutComments } from './sources.js';

/** What breaks a rule, as `file -> import`. */
const breaking = (applies: (source: Source) => boolean, allowed: (target: string, ours: boolean) => boolean) =>
  SOURCES.filter(applies).flatMap(({ path, imports }) =>
    imports.filter(({ target, ours }) => !allowed(target, ours)).map(({ target }) => `${path} -> ${target}`),
  );
const room =
  (...names: string[]) =>
  (source: Source) =>
    names.includes(source.room);
const isPackage = (target: string, ...names: string[]) =>
  names.some((name) => target === name || target.startsWith(`${name}/`));

/** From the ground up; `core` is the files that stand in no room. docs/architecture.md narrates them in this order. */
const ROOMS_OF_CORE = [
  'facts',
  'json',
  'core',
  'ports',
  'evidence',
  'verdict',
  'catalogue',
  'outcome',
  'run',
  'journal',
  'proof',
  'undo',
  'bridge',
  'meetings',
  'runs',
  'validate',
  'explain',
  'handler-check',
  'parity',
];

/** Runs in a process of its own, where the user's handler is: it patches the console and ends itself. */
const HANDLER_HOST = 'emulator/sma/handler-host.mjs';
/** Ends that process, and whatever it has started. */
const HANDLER_PROCESS = 'emulator/sma/handler-process.ts';
/** The one package of the emulator's: strips the types of a handler that is TypeScript, in the handler's own process. */
const HANDLER_TYPES = 'emulator/sma/handler-host-typescript.mjs';

describe('the reader of imports', () => {
  it.each([
    ["import { a } from './b.js';", 'room/b.ts'],
    ["import type { A } from '../core/b.js';", 'core/b.ts'],
    ["export * from './b.js';", 'room/b.ts'],
    ["import './b.js';", 'room/b.ts'],
    ["const a = await import('../aws/b.js');", 'aws/b.ts'],
    ["type A = import('../aws/b.js').A;", 'aws/b.ts'],
    ['import {\n  a,\n  b,\n} from "zod";', 'zod'],
    ["const a = require('node:fs');", 'node:fs'],
  ])('sees %s', (code, target) => {
    expect(importsIn(withoutComments(code), 'room/a.ts').map((one) => one.target)).toEqual([target]);
  });
  it('sees nothing in a comment', () => {
    expect(importsIn(withoutComments("// from 'zod'\n/* import 'zod' */ const a = 'x // y';"), 'a.ts')).toEqual([]);
  });
  it('has read every room', () => {
    const rooms = [...new Set(SOURCES.map((source) => source.room))].sort();
    expect(rooms).toEqual(['aws', 'commands', 'core', 'emulator', 'frame', 'handler', 'input', 'journal', 'output']);
  });
  it('finds every file of ours that is named', () => {
    const paths = new Set(SOURCES.map(({ path }) => path));
    const missing = SOURCES.flatMap(({ path, imports }) =>
      imports.filter(({ target, ours }) => ours && !paths.has(target)).map(({ target }) => `${path} -> ${target}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the import law', () => {
  it('core imports nothing but core', () => {
    expect(breaking(room('core'), (target, ours) => ours && roomOf(target) === 'core')).toEqual([]);
  });

  it('no room of core imports one that stands above it', () => {
    const roomOfCore = (path: string) => (path.split('/').length === 2 ? 'core' : (path.split('/')[1] as string));
    const heights = new Map(ROOMS_OF_CORE.map((name, height) => [name, height]));
    const core = SOURCES.filter(({ room: name }) => name === 'core');
    expect([...new Set(core.map(({ path }) => roomOfCore(path)))].toSorted()).toEqual(ROOMS_OF_CORE.toSorted());
    const upward = core.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => (heights.get(roomOfCore(target)) ?? 0) > (heights.get(roomOfCore(path)) ?? 0))
        .map(({ target }) => `${path} -> ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it.each(['aws', 'input', 'journal', 'output'])('%s imports core and itself of ours, and no other room', (name) => {
    expect(breaking(room(name), (target, ours) => !ours || ['core', name].includes(roomOf(target)))).toEqual([]);
  });

  it('emulator and handler import node, the facts of core and themselves; the emulator the bounds of JSON too', () => {
    for (const name of ['emulator', 'handler']) {
      const allowed = (target: string, ours: boolean) =>
        ours ? target.startsWith('core/facts/') || roomOf(target) === name : target.startsWith('node:');
      const shared = (target: string, ours: boolean) =>
        allowed(target, ours) || (name === 'emulator' && target === 'core/json/bounded-json.ts');
      const isOther = (source: Source) => room(name)(source) && source.path !== HANDLER_TYPES;
      expect(breaking(isOther, shared)).toEqual([]);
    }
  });

  it('the frame puts the rooms together: it imports each of them, and no command', () => {
    expect(breaking(room('frame'), (target, ours) => !ours || roomOf(target) !== 'commands')).toEqual([]);
    const used = new Set(
      SOURCES.filter(room('frame')).flatMap(({ imports }) =>
        imports.filter(({ ours }) => ours).map(({ target }) => roomOf(target)),
      ),
    );
    const all = ['aws', 'core', 'emulator', 'frame', 'handler', 'input', 'journal', 'output'];
    expect([...used].toSorted()).toEqual(all);
  });

  it('commands import the frame, core, input and output', () => {
    const rooms = ['frame', 'core', 'input', 'output', 'commands'];
    expect(breaking(room('commands'), (target, ours) => ours && rooms.includes(roomOf(target)))).toEqual([]);
  });

  it('nothing imports a command, and nothing but a command imports the frame', () => {
    const outside = ({ room: name }: Source) => name !== 'commands';
    expect(breaking(outside, (target, ours) => !ours || roomOf(target) !== 'commands')).toEqual([]);
    const below = ({ room: name }: Source) => name !== 'commands' && name !== 'frame';
    expect(breaking(below, (target, ours) => !ours || roomOf(target) !== 'frame')).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['aws', "the AWS SDK's", ['@aws-sdk', '@smithy', '@aws-crypto']],
    ['input', 'the prompts', ['inquirer', '@inquirer']],
    ['output', 'the colours and the spinner', ['chalk', 'yocto-spinner']],
  ])('only %s imports %s', (name, _, packages) => {
    expect(
      breaking(
        (source) => source.room !== name,
        (target) => !isPackage(target, ...packages),
      ),
    ).toEqual([]);
    expect(
      SOURCES.some(
        (source) => source.room === name && source.imports.some(({ target }) => isPackage(target, ...packages)),
      ),
    ).toBe(true);
  });

  it('packages are named in package.json, node by its prefix', async () => {
    const { dependencies } = (await import('../../package.json', { with: { type: 'json' } })).default;
    const names = [...Object.keys(dependencies), '@smithy/types'];
    expect(
      breaking(
        () => true,
        (target, ours) => ours || target.startsWith('node:') || isPackage(target, ...names),
      ),
    ).toEqual([]);
  });
});

describe('the house', () => {
  const matching = (pattern: RegExp, allowed: (source: Source) => boolean) =>
    SOURCES.filter((source) => !allowed(source) && pattern.test(source.code)).map(({ path }) => path);

  it('has no drawer for odds and ends', () => {
    const DRAWER =
      /^(?:utils?|helpers?|common|shared|misc|managers?|services?)$|[-.](?:utils?|helpers?|manager|service)$/i;
    const names = SOURCES.flatMap(({ path }) =>
      path
        .replace(/\.\w+$/, '')
        .split('/')
        .map((name) => [name, path] as const),
    );
    expect(names.filter(([name]) => DRAWER.test(name)).map(([, path]) => path)).toEqual([]);
  });

  it('touches stdout and stderr in output alone', () => {
    const STREAMS = /\bprocess\s*\.\s*std(?:out|err)\b|\{[^{}]*\bstd(?:out|err)\b[^{}]*\}\s*=\s*process\b/;
    expect(matching(STREAMS, ({ room: name, path }) => name === 'output' || path === HANDLER_HOST)).toEqual([]);
    expect(matching(STREAMS, () => false)).toContain('output/streams.ts');
  });

  // Signal 0 ends nothing: it asks whether a process is there.
  it('never ends the process', () => {
    expect(
      matching(
        /\bprocess\s*\.\s*(?:exit|reallyExit|abort|kill(?!\(\w+, 0\)))\s*\(/,
        ({ path }) => path === HANDLER_HOST || path === HANDLER_PROCESS,
      ),
    ).toEqual([]);
  });

  it('writes to no console, the deployed handler aside', () => {
    const CONSOLE = /\bconsole\s*\./;
    expect(matching(CONSOLE, ({ room: name, path }) => name === 'handler' || path === HANDLER_HOST)).toEqual([]);
  });

  it('decides without environment, clock or chance', () => {
    const WORLD = /\bprocess\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bsetTimeout\b|\bsetInterval\b|\bfetch\(/;
    expect(matching(WORLD, ({ room: name }) => name !== 'core')).toEqual([]);
  });
});
