/** In-memory ports that hold meetings, and fail on calls that the test did not say to expect. */

import { Failure, type FailureDetails } from '../../../src/core/failure.js';
import type { MakingPorts } from '../../../src/core/meetings/ports.js';
import { openProgress, type Progress } from '../../../src/core/outcome/progress.js';
import type { Answered } from '../../../src/core/ports/answer.js';
import type { Clock } from '../../../src/core/ports/clock.js';
import type { Attendee, Attendees, Meeting, Meetings } from '../../../src/core/ports/meetings.js';
import { Secret } from '../../../src/core/secret.js';

export const MEETING_ID = '08d09606-48bc-41b8-9d0b-e1bea972c71b';
export const ATTENDEE_ID = 'b65fff36-4220-4e50-a879-c2de30b23e49';
const TOKEN = 'a-join-token';
export const never = new AbortController().signal;

export const MEETING: Meeting = {
  meetingId: MEETING_ID,
  externalMeetingId: 'standup',
  mediaRegion: 'eu-west-1',
  region: 'us-east-1',
  arn: 'arn:aws:chime:m',
  asAnswered: { MeetingId: MEETING_ID },
};

/** The n-th attendee of a test: its id ends in its number. */
export function attendee(externalUserId: string, number = 0): Attendee {
  const attendeeId = `${ATTENDEE_ID.slice(0, -1)}${number}`;
  return { attendeeId, externalUserId, joinToken: new Secret(TOKEN) };
}

export function answered<T>(value: T, requestId = 'request-1'): Answered<T> {
  return { value, requestId, attempts: 1, date: null };
}

export function lost(): Failure {
  return new Failure('UNAVAILABLE', 'AWS failed.', { delivery: 'unknown', cause: '503' });
}

export function refused(code: 'MEETING_NOT_FOUND' | 'ACCESS_DENIED', details: FailureDetails = {}): Failure {
  return new Failure(code, 'AWS said no.', { delivery: 'refused', requestId: 'request-no', ...details });
}

const unexpected = (call: string) => async (): Promise<never> => {
  throw new Error(`nobody expected ${call}`);
};

/** Time that stands still but for those who sleep: they wake at once, one turn later. */
const clock: Clock = {
  now: () => 0,
  sleep: (ms, signal) =>
    ms < 1_000
      ? new Promise((resolve) => setImmediate(resolve))
      : new Promise((resolve) => {
          const timer = setTimeout(resolve, 50);
          signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
        }),
};

export interface Expected {
  meetings?: Partial<Meetings>;
  attendees?: Partial<Attendees>;
  attendeesFile?: MakingPorts['attendeesFile'];
}

export function ports({ meetings = {}, attendees = {}, attendeesFile = null }: Expected): MakingPorts {
  return {
    meetings: { create: unexpected('create'), find: unexpected('find'), end: unexpected('end'), ...meetings },
    attendees: { add: unexpected('add'), list: unexpected('list'), remove: unexpected('remove'), ...attendees },
    clock,
    attendeesFile,
  };
}

/** An attendees' file that notes what is done to it; with `problem` it cannot be written. */
export function notingFile(problem: Failure | null = null) {
  const notes: string[] = [];
  return {
    notes,
    file: {
      write: async (meeting: Meeting, attendees: Attendee[]) => {
        if (problem !== null) throw problem;
        notes.push(`${meeting.meetingId}: ${attendees.map(({ externalUserId }) => externalUserId).join(',')}`);
      },
      discard: async () => void notes.push('discarded'),
    },
  };
}

export function progress(): Progress {
  return openProgress(clock, () => {});
}

/** The failure that the work ends in; a success is one of the test. */
export async function failureOf(work: Promise<unknown>): Promise<Failure & { result?: unknown }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    const left = error as { failure?: Failure; result?: unknown };
    if (left.failure instanceof Failure) return Object.assign(left.failure, { result: left.result });
    throw error;
  }
  throw new Error('it did not fail');
}
