import { describe, expect, it } from 'vitest';
import { asCallEvent } from '../../../src/core/evidence/call-event.js';
import type { FailureCode } from '../../../src/core/failure.js';
import { argumentTemplates } from '../../../src/core/run/arguments.js';
import { planRun } from '../../../src/core/run/plan.js';
import {
  CALL_A,
  event,
  GROUP,
  hangUp,
  MEETING,
  meetingLeg,
  phone,
  RUN_ID,
  record,
  SMA,
  TRANSACTION,
} from '../samples.js';
import {
  application,
  handlerThatJoins,
  perform,
  performDry,
  refused,
  request,
  type Script,
  World,
  worldWith,
} from './fakes.js';

describe('--dry-run', () => {
  it("with all ids reads the call's records, and changes nothing", async () => {
    const { result, failure, world, warnings } = await performDry(new World());
    expect(world.operations()).toEqual(['GetSipMediaApplication', 'FilterLogEvents']);
    expect([failure, warnings]).toEqual([null, []]);
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

  it.each<[string, (world: World) => Script, FailureCode, number]>([
    [
      'is bridged already',
      (world) => {
        world.log.push(record(event('ACTION_SUCCESSFUL', 2, {}, { Participants: [phone(), meetingLeg()] }), -5_000));
        return {};
      },
      'CALL_BRIDGED',
      5,
    ],
    [
      'has ended',
      (world) => {
        world.log.push(record(hangUp(2), -5_000));
        return {};
      },
      'CALL_ENDED',
      4,
    ],
    [
      'has an SMA that is not there',
      () => ({ application: () => refused('APPLICATION_NOT_FOUND') }),
      'APPLICATION_NOT_FOUND',
      4,
    ],
  ])('says of a call that it %s', async (_, script, code, exitCode) => {
    const { result, failure } = await performDry(worldWith(script));
    expect(result).toBeNull();
    expect(failure).toMatchObject({ code, exitCode });
  });

  it('shows the plan all the same where the records cannot be read', async () => {
    const { result, failure, warnings } = await performDry(worldWith(() => ({ read: () => refused('ACCESS_DENIED') })));
    expect(failure).toBeNull();
    expect(result?.plan).toEqual(planRun(request()));
    expect(warnings).toHaveLength(1);
  });

  it('does not ask for the SMA that an event names, where the log group is named too', async () => {
    const shown = asCallEvent(event('NEW_INBOUND_CALL', 1));
    const { world } = await performDry(new World(), request({ event: shown, logGroups: [GROUP] }));
    expect(world.operations()).toEqual(['FilterLogEvents']);
  });

  it('looks as far back as it is told', async () => {
    const byCallId = { callId: CALL_A, transactionId: null, sipMediaApplicationId: null };
    const world = worldWith(() => ({ applications: () => [application()] }));
    const { failure } = await performDry(world, request({ call: byCallId, sinceMs: 5 * 60_000 }));
    expect(failure?.cause).toBe('no record of the last 5 m in 1 log group holds it');
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
