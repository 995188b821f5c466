/** Runs that once ended a meeting, or removed an attendee, under a live caller. */
import { describe, expect, it } from 'vitest';
import {
  ATTENDEE,
  end,
  event,
  failed,
  GROUP,
  handled,
  joinFailed,
  MEETING,
  OUR_JOIN,
  REQUEST_1,
  RUN_ID,
  start,
  succeeded,
  update,
} from '../samples.js';
import {
  attendeesFor,
  failure,
  handlerThatLogs,
  lost,
  meetingOf,
  perform,
  refused,
  request,
  worldWith,
} from './fakes.js';

const GIVEN = { meetingId: MEETING, externalUserId: 'caller-42', givenUserIds: ['caller-42'] };
const there = { attendeeId: ATTENDEE, externalUserId: 'caller-42', joinToken: null };

describe('an attendee of the id that the operator gave', () => {
  it('who is in the meeting already is left alone: nothing is created, and the phone does not take the line over', async () => {
    const world = worldWith(() => ({ find: meetingOf, listAttendees: () => [there] }));
    const { result, failure: told } = await perform(world, request(GIVEN));
    expect([result?.verdict, told?.code, told?.exitCode]).toEqual(['FAILED', 'CONFLICT', 5]);
    expect(world.operations()).not.toContain('CreateAttendee');
    expect(world.operations()).not.toContain('DeleteAttendee');
  });

  it('who was there before as a browser is not removed with the phone', async () => {
    const asked = request({ meetingId: MEETING, addAttendees: ['alice'], givenUserIds: ['alice'] });
    const alice = { ...there, externalUserId: 'alice' };
    const world = worldWith(() => ({
      find: meetingOf,
      listAttendees: () => [alice],
      add: (_, all) => attendeesFor(all),
      update: () => refused('CALL_NOT_FOUND'),
      remove: () => null,
    }));
    const { result } = await perform(world, asked);
    expect(world.times('DeleteAttendee')).toBe(1);
    expect(result?.undone).toHaveLength(1);
    expect(result?.leftovers).toEqual([]);
  });

  it('is named and not removed where nobody may read who was there', async () => {
    const world = worldWith(() => ({
      find: meetingOf,
      listAttendees: () => refused('ACCESS_DENIED'),
      add: (_, all) => attendeesFor(all),
      update: () => refused('CALL_NOT_FOUND'),
    }));
    const { result, failure: told } = await perform(world, request(GIVEN));
    expect(told?.exitCode).toBe(9);
    expect(result?.leftovers).toMatchObject([{ kind: 'attendee', command: `chime-join runs cleanup ${RUN_ID} --yes` }]);
    expect(world.times('DeleteAttendee')).toBe(0);
  });
});

describe('the silence that a failure must stand', () => {
  it('is one that shows no other attempt: each new failure is doubted anew, until the join succeeds', async () => {
    const world = worldWith((self) => ({
      update: () => {
        handlerThatLogs(self, 100, ...joinFailed())();
        handlerThatLogs(self, 5_500, ...handled(failed(5)))();
        handlerThatLogs(self, 11_000, succeeded(6))();
        return null;
      },
    }));
    const { result } = await perform(world);
    expect(result?.verdict).toBe('JOINED');
    expect(world.times('DeleteMeeting')).toBe(0);
  });

  it('that could read only one of two groups does not confirm anything', async () => {
    const world = worldWith((self) => ({
      read: ({ group }) => (group === GROUP ? self.log : refused('THROTTLED')),
      update: handlerThatLogs(self, 100, ...joinFailed()),
    }));
    const { result } = await perform(world, request({ logGroups: [GROUP, '/other'], waitMs: 5_000 }));
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(world.times('DeleteMeeting')).toBe(0);
  });

  it('that an interrupt cut short does not either', async () => {
    const interrupt = new AbortController();
    const world = worldWith((self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) }));
    world.clock.at(2_000, () => interrupt.abort(130));
    const { result } = await perform(world, request(), interrupt);
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(world.times('DeleteMeeting')).toBe(0);
  });
});

it('a handler that speaks first and joins then is waited for', async () => {
  const speak = { SchemaVersion: '1.0', Actions: [{ Type: 'Speak' }] };
  const world = worldWith((self) => ({
    update: () => {
      handlerThatLogs(self, 100, start(REQUEST_1), update(2), speak, end(REQUEST_1))();
      handlerThatLogs(self, 6_000, succeeded(4, OUR_JOIN))();
      return null;
    },
  }));
  const { result } = await perform(world);
  expect(result?.verdict).toBe('JOINED');
});

it('a hang-up after events that nobody saw is UNCONFIRMED: the caller may have been in the meeting', async () => {
  const hangUp = event('HANGUP', 9, { ActionData: { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A' } } });
  const world = worldWith((self) => ({ update: handlerThatLogs(self, 100, update(2), hangUp) }));
  const { result, timing } = await perform(world);
  expect(result?.verdict).toBe('UNCONFIRMED');
  expect(timing.totalMs).toBeLessThan(10_000);
});

describe('a defect', () => {
  it('once the update may have been delivered leaves everything standing', async () => {
    const world = worldWith(() => ({
      read: (_query, _signal, times) => (times < 2 ? [] : Promise.reject(Object.create(null))),
      update: () => null,
    }));
    const { result, failure: told } = await perform(world, request({ waitMs: 3_000 }));
    expect([result?.verdict, told?.exitCode]).toEqual(['UNCONFIRMED', 7]);
    expect(world.times('DeleteMeeting')).toBe(0);
  });

  it('of the update itself counts as a delivery', async () => {
    const world = worldWith(() => ({ update: () => Promise.reject(new TypeError('nobody knows')) }));
    const { result } = await perform(world, request({ waitMs: 3_000 }));
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
  });

  it('of the look is a warning, not an obstacle', async () => {
    const world = worldWith((self) => ({
      application: () => Promise.reject(new TypeError('a defect')),
      update: handlerThatLogs(self, 100, update(2), succeeded(3)),
    }));
    const { result, warnings } = await perform(world, request({ logGroups: [], waitMs: 3_000 }));
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(warnings.join()).toContain('could not be read');
  });
});

it('the explanation is of the join that failed, not of another action that failed after it', async () => {
  const music = event('ACTION_FAILED', 5, {
    ActionData: { Type: 'PlayAudio', Parameters: {}, ErrorType: 'InvalidAudioSource' },
  });
  const world = worldWith((self) => ({
    update: handlerThatLogs(self, 100, ...joinFailed(), ...handled(music)),
    end: () => null,
  }));
  const { failure: told } = await perform(world);
  expect(told?.code).toBe('ACTION_FAILED');
  expect(told?.message).not.toContain('carries no');
});

describe('what the run did not send is not undone by creating it', () => {
  it('a create that was never sent leaves nothing, even when the time is up', async () => {
    const world = worldWith(() => ({
      create: () => failure('TIMED_OUT', { delivery: 'not-sent' }),
    }));
    const { result, failure: told } = await perform(world);
    expect(told?.exitCode).toBe(6);
    expect(result?.leftovers).toEqual([]);
    expect(world.times('CreateMeetingWithAttendees')).toBe(1);
  });

  it('a mistake that shows after something was made is no usage error', async () => {
    const world = worldWith(() => ({
      update: () => failure('PROFILE_INVALID', { delivery: 'not-sent' }),
      end: () => null,
    }));
    const { result, failure: told } = await perform(world);
    expect([result?.verdict, told?.exitCode]).toEqual(['FAILED', 1]);
  });
});

it('a lost create is asked for again, not forgotten', async () => {
  const world = worldWith(() => ({
    create: (_, __, times) => (times === 1 ? lost('TIMED_OUT') : {}),
    end: () => null,
  }));
  const { result } = await perform(world);
  expect(result?.undone.map(({ kind }) => kind)).toEqual(['attendee', 'meeting']);
});
