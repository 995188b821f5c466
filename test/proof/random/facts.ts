/** What is true of a run, read from the emulator's own records, and from nothing that the program said. */
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import type { OurRun, Performed, Truth } from './performed.js';

const REMOVALS = ['DeleteMeeting', 'DeleteAttendee'];

/** The requests of the run's own processes: the first, and the one that asked again. */
export function requestsOf({ requests }: Truth, { runId }: OurRun): RecordedRequest[] {
  return requests.filter(({ from }) => from === runId);
}

/** Those of `runs check` and `runs cleanup`. */
export function laterRequestsOf({ requests }: Truth, { runId }: OurRun): RecordedRequest[] {
  return requests.filter(({ from }) => from.startsWith(`${runId} `));
}

export function deliveredUpdates(truth: Truth, run: OurRun): RecordedRequest[] {
  return requestsOf(truth, run).filter(
    ({ operation, delivered }) => operation === 'UpdateSipMediaApplicationCall' && delivered,
  );
}

export function removals(requests: readonly RecordedRequest[]): RecordedRequest[] {
  return requests.filter(({ operation, delivered }) => REMOVALS.includes(operation) && delivered);
}

/** The meeting that the run is about: the one that it names, else the one that it was given. */
export function meetingOf(run: OurRun): string | null {
  return run.first.result?.meeting?.meetingId ?? run.existing?.meetingId ?? null;
}

/** The caller is in the meeting at this time. Only the call of the run has legs into meetings. */
export function isIn({ stays }: Truth, meetingId: string | null, at: number): boolean {
  return stays.some((stay) => stay.meetingId === meetingId && stay.from <= at && (stay.until ?? at + 1) > at);
}

/** The caller was in the meeting at some time from `since` to `until`. */
export function wasIn({ stays }: Truth, meetingId: string | null, since: number, until: number): boolean {
  return stays.some(
    (stay) => stay.meetingId === meetingId && stay.from <= until && (stay.until ?? Number.POSITIVE_INFINITY) >= since,
  );
}

export function updatedAt(truth: Truth, run: OurRun): number | null {
  const [first] = deliveredUpdates(truth, run);
  return first === undefined ? null : Date.parse(first.time);
}

/** Whatever of the run's making is there at the time of `meetings`. */
export interface Thing {
  kind: 'meeting' | 'attendee';
  meetingId: string;
  attendeeId: string | null;
}

/** What one run alone has made, as far as that can be told apart: by its attendees' external ids. */
export function standingOf({ truth }: Performed, run: OurRun, when: 'settled' | 'after'): Thing[] {
  const before = new Map(truth.meetings.before.map(({ meetingId, attendees }) => [meetingId, attendees]));
  const isIts = (externalUserId: string) => externalUserId.endsWith(run.runId);
  return truth.meetings[when].flatMap(({ meetingId, ended, attendees }): Thing[] => {
    if (ended) return [];
    const its = attendees.filter(({ externalUserId }) => isIts(externalUserId));
    const known = before.get(meetingId);
    if (known === undefined && madeBy(attendees) === run.runId)
      return [{ kind: 'meeting', meetingId, attendeeId: null }];
    const there = new Set(known?.map(({ attendeeId }) => attendeeId));
    return its
      .filter(({ attendeeId }) => !there.has(attendeeId))
      .map(({ attendeeId }) => ({ kind: 'attendee', meetingId, attendeeId }));
  });
}

/** A meeting is made with its maker's attendees: the first of them tells whose it is. */
function madeBy(attendees: readonly { externalUserId: string }[]): string | null {
  return attendees[0]?.externalUserId.replace(/^(?:phone|browser-\d+)-/, '') ?? null;
}

/** When the emulator's call was over, or null: the end of LEG-A, by whoever. */
export function callEndedAt({ truth }: Performed): number | null {
  const hangUp = truth.invoked.find(
    ({ event }) =>
      event.InvocationEventType === 'HANGUP' && event.ActionData?.Parameters?.['ParticipantTag'] === 'LEG-A',
  );
  // A telephone on LEG-B goes on without the caller: the emulator's call is not over then.
  return hangUp?.startedAt ?? (truth.call.status === 'Ended' ? truth.hungUpAt : null);
}
