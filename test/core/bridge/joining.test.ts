import { describe, expect, it } from 'vitest';
import { ATTENDEE, CALL_A, MEETING, RUN_ID, SMA, TOKEN, TRANSACTION } from '../samples.js';
import { attendeesFor, handlerThatJoins, meetingOf, never, perform, refused, request, worldWith } from './fakes.js';

const joining = () => worldWith((world) => ({ update: handlerThatJoins(world) }));

describe('a call that joins', () => {
  it('is JOINED, with the evidence of it', async () => {
    const { result, failure, warnings } = await perform(joining());
    expect(failure).toBeNull();
    expect(warnings).toEqual([]);
    expect(result).toMatchObject({
      verdict: 'JOINED',
      runId: RUN_ID,
      call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA, region: 'us-east-1' },
      meeting: { meetingId: MEETING, created: true },
      attendee: { attendeeId: ATTENDEE, created: true },
      evidence: [{ event: 'CALL_UPDATE_REQUESTED' }, { event: 'ACTION_SUCCESSFUL', sequence: 3 }],
      undone: [],
      leftovers: [],
    });
  });

  it('is updated once, after the meeting, and nothing is taken back', async () => {
    const { world } = await perform(joining());
    const operations = world.operations();
    expect(operations[0]).toBe('GetSipMediaApplication');
    expect(operations.indexOf('CreateMeetingWithAttendees')).toBeGreaterThan(0);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(world.operations().lastIndexOf('CreateMeetingWithAttendees')).toBeLessThan(
      world.operations().indexOf('UpdateSipMediaApplicationCall'),
    );
  });

  it('is given the arguments of the convention', async () => {
    const { world } = await perform(joining());
    expect(world.sent.find(({ operation }) => operation === 'UpdateSipMediaApplicationCall')?.input).toEqual({
      sipMediaApplicationId: SMA,
      transactionId: TRANSACTION,
      arguments: { JoinToken: TOKEN, MeetingId: MEETING, AttendeeId: ATTENDEE, CallId: CALL_A, RunId: RUN_ID },
    });
  });

  it('is not looked for once it has been seen', async () => {
    const { timing, world } = await perform(joining());
    expect(timing.totalMs).toBeLessThan(3_000);
    expect(world.sent.at(-1)?.operation).toBe('FilterLogEvents');
  });

  it('joins an existing meeting, whose data are read beside', async () => {
    const world = worldWith((self) => ({
      find: (id) => meetingOf(id),
      add: (_, asked) => attendeesFor(asked),
      update: handlerThatJoins(self),
    }));
    const { result } = await perform(world, request({ meetingId: MEETING }));
    expect(result).toMatchObject({ verdict: 'JOINED', meeting: { meetingId: MEETING, created: false } });
    expect(world.times('CreateMeetingWithAttendees')).toBe(0);
  });

  it('joins an existing meeting whose data cannot be read, with a warning', async () => {
    const world = worldWith((self) => ({
      find: () => refused('ACCESS_DENIED'),
      add: (_, asked) => attendeesFor(asked),
      update: handlerThatJoins(self),
    }));
    const { result, warnings } = await perform(world, request({ meetingId: MEETING }));
    expect(result?.verdict).toBe('JOINED');
    expect(warnings).toHaveLength(1);
  });
});

it('steps are told in their order, each with an end', async () => {
  const { events } = await perform(joining());
  const told = events.flatMap((event) => ('step' in event ? [`${event.type} ${event.step.id}`] : []));
  expect(told.filter((line) => line.startsWith('step-started')).sort()).toEqual([
    'step-started look',
    'step-started meeting',
    'step-started prove',
    'step-started update',
  ]);
  expect(told.at(-1)).toBe('step-finished prove');
  expect(told.indexOf('step-started update')).toBeGreaterThan(told.indexOf('step-finished meeting'));
});

describe('the update waits for the look', () => {
  it('two seconds at most, and says so', async () => {
    const world = worldWith((self) => ({ application: (_, signal) => never(signal), update: handlerThatJoins(self) }));
    const { warnings, world: after } = await perform(world, request({ logGroups: [] }));
    const update = after.sent.find(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
    expect(update?.at).toBe(2_000);
    expect(warnings).toHaveLength(1);
  });

  it('no longer than the look takes', async () => {
    const { world } = await perform(joining());
    expect(world.sent.find(({ operation }) => operation === 'UpdateSipMediaApplicationCall')?.at).toBe(0);
  });
});

describe('--no-wait', () => {
  it('is ACCEPTED, and nothing is looked for', async () => {
    const { result, failure, events, world } = await perform(joining(), request({ waitMs: null }));
    expect({ verdict: result?.verdict, failure }).toEqual({ verdict: 'ACCEPTED', failure: null });
    expect(result?.leftovers).toEqual([]);
    expect(events.some((event) => 'step' in event && event.step.id === 'prove')).toBe(false);
    expect(world.times('DeleteMeeting')).toBe(0);
  });
});

it.each(['action_json', 'join_meeting', 'snake_case', 'standard'] as const)(
  '%s gives the handler the token',
  async (preset) => {
    const { argumentTemplates } = await import('../../../src/core/run/arguments.js');
    const world = joining();
    await perform(world, request({ arguments: argumentTemplates(preset, []), waitMs: null }));
    const sent = world.sent.find(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
    expect(JSON.stringify(sent?.input)).toContain(TOKEN);
  },
);

it('arguments without the token are worth a warning', async () => {
  const { warnings } = await perform(joining(), request({ arguments: [], waitMs: null }));
  expect(warnings).toHaveLength(1);
});
