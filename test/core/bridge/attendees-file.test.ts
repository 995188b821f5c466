import { describe, expect, it } from 'vitest';
import { failed, MEETING, update } from '../samples.js';
import {
  failure as failureOf,
  handlerThatJoins,
  handlerThatLogs,
  lost,
  perform,
  refused,
  request,
  type Script,
  type World,
  worldWith,
} from './fakes.js';

const asked = request({ addAttendees: ['ann', 'bob'], attendeesFile: '/tmp/attendees.json' });
const ran = (script: (world: World) => Script) =>
  perform(
    worldWith((world) => ({ file: {}, end: () => null, ...script(world) })),
    asked,
  );

describe('the attendees file', () => {
  it('is written before the update, without the phone', async () => {
    const { world, result } = await ran((self) => ({ update: handlerThatJoins(self) }));
    expect(result?.verdict).toBe('JOINED');
    expect(world.file).toEqual([`wrote ${MEETING} for ann,bob`]);
    const operations = world.operations();
    expect(operations.indexOf('write file')).toBeLessThan(operations.indexOf('UpdateSipMediaApplicationCall'));
  });

  it.each<[string, (world: World) => Script]>([
    ['FAILED', () => ({ update: () => refused('CALL_NOT_FOUND') })],
    ['NOT_JOINED', (self) => ({ update: handlerThatLogs(self, 100, update(2), failed(3)) })],
  ])('is discarded with the meeting after %s', async (verdict, script) => {
    const { world, result } = await ran(script);
    expect(result?.verdict).toBe(verdict);
    expect(world.file.at(-1)).toBe('discarded');
  });

  it.each<[string, (world: World) => Script]>([
    ['UNCONFIRMED', () => ({ update: () => lost('TIMED_OUT') })],
    [
      'what could not be undone',
      () => ({ update: () => refused('CALL_NOT_FOUND'), end: () => refused('ACCESS_DENIED') }),
    ],
  ])('is kept after %s', async (_, script) => {
    const { world } = await ran(script);
    expect(world.file).toEqual([`wrote ${MEETING} for ann,bob`]);
  });

  const unwritable = () => ran(() => ({ file: { write: () => failureOf('FILE_UNREADABLE') } }));

  it('that cannot be written ends the run before the update, and all is undone', async () => {
    const { world } = await unwritable();
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
    expect(world.times('DeleteMeeting')).toBe(1);
  });

  it('that cannot be written is no exit 2, for something was sent', async () => {
    const { result, failure } = await unwritable();
    expect(failure?.exitCode).not.toBe(2);
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
  });
});
