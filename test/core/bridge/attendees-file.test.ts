import { describe, expect, it } from 'vitest';
import { joinFailed, MEETING } from '../samples.js';
import {
  failure as failureOf,
  handlerThatJoins,
  handlerThatLogs,
  lost,
  notSent,
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
  it('is written once the update is answered, without the phone', async () => {
    const { world, result } = await ran((self) => ({ update: handlerThatJoins(self) }));
    expect(result?.verdict).toBe('JOINED');
    expect(world.file).toEqual([`wrote ${MEETING} for ann,bob`]);
    const operations = world.operations();
    expect(operations.indexOf('write file')).toBe(operations.indexOf('UpdateSipMediaApplicationCall') + 1);
  });

  it.each<[string, (world: World) => Script]>([
    ['that was refused', () => ({ update: () => refused('CALL_NOT_FOUND') })],
    ['that was never delivered', () => ({ update: () => notSent('THROTTLED') })],
  ])('is not written after an update %s: nobody has a seat in what is undone', async (_, script) => {
    const { world, result } = await ran(script);
    expect(result?.verdict).toBe('FAILED');
    expect(world.file).toEqual([]);
    expect(world.times('DeleteMeeting')).toBe(1);
  });

  it.each<[string, (world: World) => Script]>([
    ['UNCONFIRMED', () => ({ update: () => lost('TIMED_OUT') })],
    ['NOT_JOINED', (self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) })],
  ])('stays after %s, as the meeting does', async (verdict, script) => {
    const { world, result } = await ran(script);
    expect(result?.verdict).toBe(verdict);
    expect(world.file).toEqual([`wrote ${MEETING} for ann,bob`]);
    expect(world.times('DeleteMeeting')).toBe(0);
  });

  it('that cannot be written is a warning, and the verdict is looked for', async () => {
    const { result, failure, warnings } = await ran((self) => ({
      file: { write: () => failureOf('FILE_UNREADABLE') },
      update: handlerThatJoins(self),
    }));
    expect([result?.verdict, failure]).toEqual(['JOINED', null]);
    expect(warnings).toEqual([expect.stringContaining('The attendees file was not written')]);
  });
});
