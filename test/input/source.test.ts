import { execFileSync } from 'node:child_process';
import { closeSync, constants, createWriteStream, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personIsThere } from '../../src/input/ask.js';
import { emulatorRequest } from '../../src/input/emulator-options.js';
import { environmentName } from '../../src/input/flags.js';
import { emulatorCallRequest, emulatorHangUpRequest } from '../../src/input/running-emulator.js';
import { readSource } from '../../src/input/source.js';
import { validateRequest } from '../../src/input/validate-request.js';
import { context, stdin } from './given.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chime-join-input-'));
  await writeFile(join(folder, 'text'), 'Zürich');
  await writeFile(join(folder, 'empty'), ' \n');
  await writeFile(join(folder, 'huge'), Buffer.alloc(8_000_001, 'x'));
  await writeFile(join(folder, 'handler.mjs'), '');
  await writeFile(join(folder, 'handler.txt'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

describe('the text of a file', () => {
  it('is read', async () => expect(await readSource('event', at('text'), context())).toBe('Zürich'));
  it.each([
    ['UTF-16LE with its mark', Buffer.from('\ufeff{"a": "Zürich"}', 'utf16le')],
    ['UTF-16BE with its mark', Buffer.from('\ufeff{"a": "Zürich"}', 'utf16le').swap16()],
    ['UTF-16LE', Buffer.from('{"a": "Zürich"}', 'utf16le')],
    ['UTF-16BE', Buffer.from('{"a": "Zürich"}', 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from('\ufeff{"a": "Zürich"}')],
    ['UTF-8', Buffer.from('{"a": "Zürich"}')],
  ])('is read in the encoding that Windows gives it: %s', async (_, bytes) => {
    expect(await readSource('event', '-', stdin(bytes))).toBe('{"a": "Zürich"}');
    const { text } = await validateRequest(
      { flags: { fix: false }, typed: new Set(), args: { file: '-' } } as never,
      stdin(bytes),
    );
    expect(text.replace('\ufeff', '')).toBe('{"a": "Zürich"}');
  });
  it.each([
    ['a text with a NUL in it', 'abc\u0000def'],
    ['nothing but NULs', '\u0000\u0000\u0000\u0000'],
  ])('is not taken for UTF-16: %s', async (_, text) => {
    expect(await readSource('event', '-', stdin(text))).toBe(text);
  });
  it('is that of standard input for -', async () =>
    expect(await readSource('event', '-', stdin('piped'))).toBe('piped'));

  it.each([
    ['a name that is empty', () => '', 'FILE_UNREADABLE'],
    ['no file', () => at('nothing'), 'FILE_UNREADABLE'],
    ['a folder', () => folder, 'FILE_UNREADABLE'],
    ['an empty file', () => at('empty'), 'FILE_INVALID'],
    ['a huge file', () => at('huge'), 'FILE_INVALID'],
    ['a name with a NUL', () => 'a\u0000b', 'FILE_UNREADABLE'],
  ])('%s is exit 2', async (_, path, code) => {
    await expect(readSource('event', path(), context())).rejects.toMatchObject({
      code,
      exitCode: 2,
      message: expect.stringContaining('--event'),
    });
  });

  it.each([
    ['nothing', ''],
    ['too much', 'x'.repeat(8_000_001)],
  ])('%s on standard input is exit 2', async (_, text) => {
    await expect(readSource('event', '-', stdin(text))).rejects.toMatchObject({ code: 'FILE_INVALID', exitCode: 2 });
  });

  it('is never asked for more than may be held', async () => {
    let asked = 0;
    const readStdin = async (atMost: number) => {
      asked = atMost;
      return Buffer.from('x');
    };
    await readSource('event', '-', context({ readStdin }));
    expect(asked).toBeLessThanOrEqual(8_000_001);
  });
});

describe('a person who has to type the text', () => {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  it('is told on a terminal that it is waited for', async () => {
    const readStdin = async () => Buffer.from('typed');
    await readSource('event', '-', context({ readStdin, say, stdinIsTerminal: true }));
    expect(said).toEqual([expect.stringMatching(/^--event: waiting .*Ctrl-D/)]);
  });
  it('is told nothing where the text is piped, or in a file', async () => {
    said.length = 0;
    await readSource('event', '-', { ...stdin('piped'), say });
    await readSource('event', at('text'), context({ say, stdinIsTerminal: true }));
    expect(said).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  const pipe = () => {
    const path = at(`pipe-${Math.random()}`);
    execFileSync('mkfifo', [path]);
    return path;
  };

  it('is read until its writer closes it', async () => {
    const path = pipe();
    const reading = readSource('event', path, context());
    const writer = createWriteStream(path);
    writer.write('Zü');
    writer.end('rich');
    expect(await reading).toBe('Zürich');
  });

  it('is read no further than may be held', async () => {
    const path = pipe();
    const reading = readSource('event', path, context());
    const writer = createWriteStream(path).on('error', () => {});
    writer.end('x'.repeat(9_000_000));
    await expect(reading).rejects.toMatchObject({ code: 'FILE_INVALID', message: expect.stringContaining('8 MB') });
  });

  it.each([
    ['nobody writes', () => {}],
    ['its writer says nothing', (path: string) => openSync(path, constants.O_RDWR)],
  ])('into which %s is waited for until an interrupt', async (_, write) => {
    const path = pipe();
    const writer = write(path);
    const interrupt = new AbortController();
    const reading = readSource('event', path, context({ signal: interrupt.signal }));
    interrupt.abort();
    await expect(reading).rejects.toMatchObject({ code: 'INTERRUPTED' });
    if (writer !== undefined) closeSync(writer);
  });
});

describe('a person is there', () => {
  const facts = { stdinIsTerminal: true, stderrIsTerminal: true, environment: {}, noInput: false };
  it.each([
    [{}, true],
    [{ stdinIsTerminal: false }, false],
    [{ stderrIsTerminal: false }, false],
    [{ noInput: true }, false],
    [{ environment: { CI: 'true' } }, false],
    [{ environment: { CI: '1' } }, false],
    [{ environment: { CI: '' } }, true],
    [{ environment: { CI: 'false' } }, true],
  ])('with %o: %o', (more, there) => expect(personIsThere({ ...facts, ...more })).toBe(there));
});

it.each([
  ['call-id', 'CHIME_JOIN_CALL_ID'],
  ['wait', 'CHIME_JOIN_WAIT'],
  ['add-attendee', 'CHIME_JOIN_ADD_ATTENDEE'],
])('--%s is %s', (flag, variable) => expect(environmentName(flag)).toBe(variable));

describe("the emulator's flags", () => {
  const read = (flags: object) => emulatorRequest({ flags, typed: new Set() }, stdin('[]'));

  it('have defaults', async () =>
    expect(await read({})).toMatchObject({ port: 0, handler: null, logDelayMs: 0, faults: undefined }));
  it('are read', async () => {
    expect(await read({ port: '4566', handler: at('handler.mjs'), 'log-delay': '2s', faults: '-' })).toMatchObject({
      port: 4_566,
      handler: { file: at('handler.mjs') },
      logDelayMs: 2_000,
      faults: [],
    });
  });
  it.each([
    [{ port: '65536' }, 'USAGE'],
    [{ port: '-1' }, 'USAGE'],
    [{ port: '' }, 'USAGE'],
    [{ port: '80x' }, 'USAGE'],
    [{ handler: '/nonexistent.mjs' }, 'FILE_UNREADABLE'],
    [{ handler: '' }, 'FILE_UNREADABLE'],
    [{ 'log-delay': 'x' }, 'DURATION_INVALID'],
    [{ faults: '/nonexistent' }, 'FILE_UNREADABLE'],
  ])('%o are exit 2', (flags, code) => expect(read(flags)).rejects.toMatchObject({ code, exitCode: 2 }));
  it('name no handler of another language', () =>
    expect(read({ handler: at('handler.txt') })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' }));
});

describe('a running emulator', () => {
  const call = (flags: object, environment = {}) =>
    emulatorCallRequest({ flags, typed: new Set() }, context({ environment }));
  const URL_ = 'http://127.0.0.1:4566';

  it('is where the flag says, else where AWS_ENDPOINT_URL says', async () => {
    expect((await call({ 'endpoint-url': URL_ }, { AWS_ENDPOINT_URL: 'http://localhost:1' })).url).toBe(URL_);
    expect((await call({}, { AWS_ENDPOINT_URL: URL_ })).url).toBe(URL_);
  });
  it.each([undefined, '', 'https://127.0.0.1', 'http://example.com', 'http://127.0.0.1.example.com', 'nowhere'])(
    'is never at %o',
    (url) => expect(call({ 'endpoint-url': url })).rejects.toMatchObject({ code: 'ENDPOINT_INVALID', exitCode: 2 }),
  );
  it('is called by numbers in E.164 form', async () => {
    expect(await call({ 'endpoint-url': URL_, from: '+12065550100' })).toEqual({
      url: URL_,
      numbers: { from: '+12065550100' },
    });
  });
  it.each(['', '12065550100', '+0123', '+1 206', `+${'1'.repeat(16)}`])('is not called by %o', (from) =>
    expect(call({ 'endpoint-url': URL_, from })).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 }),
  );
  it.each([
    [undefined, 'ID_MISSING'],
    ['', 'ID_INVALID'],
    ['x', 'ID_INVALID'],
  ])('hangs up no call %o', (id, code) =>
    expect(
      emulatorHangUpRequest({ flags: { 'endpoint-url': URL_, 'transaction-id': id }, typed: new Set() }, context()),
    ).rejects.toMatchObject({ code, exitCode: 2 }),
  );
});
