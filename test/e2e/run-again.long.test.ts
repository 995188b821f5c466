/** `bridge --run-id` once more, after what only another command or another process knows of. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  bridgeEnvelope,
  bridgeJson,
  documentIn,
  journalFile,
  liveMeetings,
  PROGRAM,
  run,
  scratch,
  start,
  withCall,
} from './program.js';

const AT_LINE = fileURLToPath(new URL('../proof/kill/at-line.js', import.meta.url));

/** The program, killed before it writes that line of its journal. */
const killedBefore = (line: number, args: string[], env: Record<string, string>) =>
  start(process.execPath, ['--import', AT_LINE, PROGRAM, ...args], {
    env: { ...env, KILL_AT: JSON.stringify([{ line, when: 'before', does: 'SIGKILL' }]) },
  });

const REFUSED = { operation: 'UpdateSipMediaApplicationCall', kind: 'error', status: 400, code: 'BadRequestException' };

const journalOf = (folder: string, runId: string) =>
  readFileSync(journalFile(folder, runId), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; verdict?: string });

describe('a run that is asked for again', () => {
  it('answers with what a check has found since', async () => {
    const { env } = await withCall();
    const words = ['--run-id', 'checked', '--wait', '1ms'];
    expect((await bridgeJson(words, { env })).envelope.result?.verdict).toBe('UNCONFIRMED');
    expect((await run(['runs', 'check', 'checked'], { env })).code).toBe(0);
    const again = await bridgeJson(words, { env });
    expect(again.envelope.result?.verdict).toBe('JOINED');
    expect(again.code).toBe(0);
  });

  it("does not write over a file that is not this run's", async () => {
    const { env, faults } = await withCall();
    const folder = scratch();
    const [own, theirs] = [join(folder, 'own.json'), join(folder, 'theirs.json')];
    await faults([REFUSED]);
    const words = ['--run-id', 'files', '--add-attendee', 'browser', '--attendees-file'];
    expect((await bridgeJson([...words, own], { env })).envelope.result?.verdict).toBe('FAILED');
    writeFileSync(theirs, 'theirs');
    const again = await bridgeJson([...words, theirs], { env });
    expect(again.envelope.error?.code).toBe('FILE_EXISTS');
    expect(readFileSync(theirs, 'utf8')).toBe('theirs');
  });

  it('does not write over a file that came after its own was discarded', async () => {
    const { env, faults } = await withCall();
    const file = join(scratch(), 'browsers.json');
    await faults([REFUSED]);
    const words = ['--run-id', 'discarded', '--add-attendee', 'browser', '--attendees-file', file];
    expect((await bridgeJson(words, { env })).envelope.result?.verdict).toBe('FAILED');
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, "another run's");
    const again = await bridgeJson(words, { env });
    expect(again.envelope.error?.code).toBe('FILE_EXISTS');
    expect(readFileSync(file, 'utf8')).toBe("another run's");
  });

  it('keeps the file and the meeting of a killed process whose update was delivered', async () => {
    const { env: call, truth } = await withCall('ignores-update');
    const folder = scratch();
    const file = join(folder, 'browsers.json');
    const env = { ...call, XDG_STATE_HOME: folder };
    const words = ['--add-attendee', 'browser', '--attendees-file', file, '--wait', '10s', '--run-id', 'killed'];
    await killedBefore(16, ['bridge', ...words], env);
    expect(journalOf(folder, 'killed').some(({ type }) => type === 'update-sent')).toBe(true);
    const { envelope } = await bridgeJson(words, { env });
    expect(envelope.result).toMatchObject({ verdict: 'NOT_JOINED', standing: [{ endsBy: null }], undone: [] });
    expect(liveMeetings(await truth())).toHaveLength(1);
    expect(existsSync(file)).toBe(true);
  });

  it('does not build on a meeting that a killed cleanup has removed', async () => {
    const { env: call, truth } = await withCall();
    const folder = scratch();
    const env = { ...call, XDG_STATE_HOME: folder };
    await killedBefore(7, ['bridge', '--json', '--run-id', 'half'], env);
    // It says that it is about to remove, and then that it has.
    await killedBefore(3, ['runs', 'cleanup', 'half', '--yes'], env);
    expect(liveMeetings(await truth())).toEqual([]);
    expect(journalOf(folder, 'half').at(-1)).toMatchObject({ type: 'undone', leftovers: [{ kind: 'meeting' }] });
    const again = await run(['bridge', '--json', '--run-id', 'half'], { env });
    expect(documentIn(bridgeEnvelope, again).result?.verdict).toBe('JOINED');
    expect(journalOf(folder, 'half').filter(({ type }) => type === 'begun')).toHaveLength(2);
  });
});
