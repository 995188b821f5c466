import { describe, expect, it } from 'vitest';
import { argumentTemplates } from '../../../src/core/arguments.js';
import { planRun } from '../../../src/core/run/plan.js';
import { CALL_A, event, MEETING, RUN_ID, record, SMA, TRANSACTION } from '../samples.js';
import { application, handlerThatJoins, perform, performDry, request, World, worldWith } from './fakes.js';

describe('--dry-run', () => {
  it('with all ids sends nothing', async () => {
    const { result, failure, world } = await performDry(new World());
    expect(world.operations()).toEqual([]);
    expect(failure).toBeNull();
    expect(result).toEqual({
      plan: planRun(request()),
      request: {
        operation: 'UpdateSipMediaApplicationCall',
        region: 'us-east-1',
        sipMediaApplicationId: SMA,
        transactionId: TRANSACTION,
        arguments: {
          JoinToken: '***',
          MeetingId: '(the new meeting)',
          AttendeeId: '(the new attendee)',
          CallId: CALL_A,
          RunId: RUN_ID,
        },
      },
    });
  });

  it('with the CallId alone only reads', async () => {
    const world = worldWith((self) => {
      self.log.push(record(event('NEW_INBOUND_CALL', 1), -5_000));
      return { applications: () => [application()] };
    });
    const { result } = await performDry(
      world,
      request({ call: { callId: CALL_A, transactionId: null, sipMediaApplicationId: null } }),
    );
    expect(world.operations()).toEqual(['ListSipMediaApplications', 'FilterLogEvents']);
    expect(result?.request).toMatchObject({ transactionId: TRANSACTION, sipMediaApplicationId: SMA });
    expect(result?.plan[0]?.id).toBe('find-call');
  });

  it('masks the token wherever it would stand, in the action too', async () => {
    const templates = argumentTemplates('action_json', ['a=x{{JoinToken}}y']);
    const { result } = await performDry(new World(), request({ arguments: templates, meetingId: MEETING }));
    expect(result?.request.arguments['a']).toBe('x***y');
    expect(JSON.parse(result?.request.arguments['Action'] ?? '')).toMatchObject({
      Type: 'JoinChimeMeeting',
      Parameters: { JoinToken: '***', MeetingId: MEETING },
    });
  });
});

describe('the plan', () => {
  const ids = (...args: Parameters<typeof request>) => planRun(request(...args)).map(({ id }) => id);

  it.each([
    ['with all ids', {}, ['meeting', 'look', 'update', 'prove']],
    ['with --no-wait', { waitMs: null }, ['meeting', 'look', 'update']],
    [
      'with an attendees file',
      { attendeesFile: '/tmp/attendees.json' },
      ['meeting', 'look', 'attendees-file', 'update', 'prove'],
    ],
    [
      'with the CallId alone',
      { call: { callId: CALL_A, transactionId: null, sipMediaApplicationId: null } },
      ['find-call', 'meeting', 'look', 'update', 'prove'],
    ],
  ])('%s is %o', (_, more, plan) => expect(ids(more)).toEqual(plan));

  it('is what the run does: each step of it is told, and no other operation is sent', async () => {
    const { events, world } = await perform(worldWith((self) => ({ update: handlerThatJoins(self) })));
    const told = events.flatMap((event) => (event.type === 'step-finished' ? [event.step.id] : []));
    expect(told.sort()).toEqual([...ids()].sort());
    const planned = planRun(request()).flatMap(({ operations }) => operations);
    expect(world.operations().every((operation) => planned.includes(operation))).toBe(true);
  });

  it('names what undoes each step that creates', () => {
    const creating = planRun(request()).filter(({ effect }) => effect === 'creates');
    expect(creating.map(({ undo }) => undo)).toEqual(['DeleteMeeting']);
    expect(planRun(request({ meetingId: MEETING })).find(({ id }) => id === 'meeting')?.undo).toBe('DeleteAttendee');
  });
});
