import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaultList, type Fault } from '../../src/emulator/faults.js';

const fault = (more: Partial<Fault> = {}): Fault => ({ operation: 'GetMeeting', kind: 'hang', ...more });
const kinds = (faults: Fault[], count: number, operation = 'GetMeeting') => {
  const list = createFaultList(faults);
  return Array.from({ length: count }, () => list.next(operation)?.kind);
};

describe('a fault', () => {
  it('strikes once where it is not said how often', () => {
    expect(kinds([fault()], 2)).toEqual(['hang', undefined]);
  });

  it('strikes so often, after so many were let by', () => {
    expect(kinds([fault({ times: 2, skip: 1 })], 4)).toEqual([undefined, 'hang', 'hang', undefined]);
  });

  it('strikes its own operation alone', () => {
    expect(kinds([fault()], 1, 'CreateMeeting')).toEqual([undefined]);
  });

  it('before another of the same operation goes first', () => {
    expect(kinds([fault(), fault({ kind: 'html' })], 3)).toEqual(['hang', 'html', undefined]);
  });

  it('that waits lets a later one strike meanwhile, and counts what passes', () => {
    expect(kinds([fault({ skip: 1 }), fault({ kind: 'html' })], 2)).toEqual(['html', 'hang']);
  });

  it('is forgotten when another list is put in its place', () => {
    const list = createFaultList([fault()]);
    list.replace([]);
    expect(list.next('GetMeeting')).toBeUndefined();
  });
});

describe('a fault of events', () => {
  it('is asked for by those of the SMA and of meetings apart', () => {
    const events = (operation: string) => createFaultList([fault({ operation, kind: 'drop-event' })]);
    expect(events('Event').events.next()).toMatchObject({ kind: 'drop-event' });
    expect(events('Event').meetingEvents.next()).toBeUndefined();
    expect(events('MeetingEvent').meetingEvents.next()).toMatchObject({ kind: 'drop-event' });
    expect(events('MeetingEvent').events.next()).toBeUndefined();
  });

  it('takes a second where it is not said how long', () => {
    const list = createFaultList([
      fault({ operation: 'Event', kind: 'late-event' }),
      fault({ operation: 'Event', kind: 'late-event', ms: 0 }),
    ]);
    expect([list.events.next()?.ms, list.events.next()?.ms]).toEqual([1_000, 0]);
  });
});

it('a list strikes as often as its faults say, whatever the order, if it is asked often enough', () => {
  const any = fc.record({ times: fc.integer({ min: 1, max: 4 }), skip: fc.nat(4) });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 5 }), (some) => {
      const total = some.reduce((sum, { times }) => sum + times, 0);
      expect(kinds(some.map(fault), 60).filter((kind) => kind !== undefined)).toHaveLength(total);
    }),
  );
});
