/**
 * What was removed, and whether it might be: read from the requests that the emulator saw, with their paths, and from who was
 * in which meeting when.
 */
import type { Stay } from '../../../src/emulator/meetings/stay.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';

const REMOVALS = ['DeleteMeeting', 'DeleteAttendee'];
export const UPDATE = 'UpdateSipMediaApplicationCall';
const CHANGES = /^(?:Batch)?(?:Create|Delete|Update)/;

export interface Removal {
  operation: string;
  meetingId: string | undefined;
  /** Null where the whole meeting went. */
  attendeeId: string | null;
  at: number;
}

type Requests = readonly RecordedRequest[];

/** Every update that took effect; a second operator's do not go over the wire. */
export function updatesIn(requests: Requests): RecordedRequest[] {
  return requests.filter(({ operation, delivered }) => operation === UPDATE && delivered);
}

/** Whatever took effect and changed something. */
export function changesIn(requests: Requests): RecordedRequest[] {
  return requests.filter(({ operation, delivered }) => delivered && CHANGES.test(operation));
}

/** Every removal that took effect. */
export function removalsIn(requests: Requests): Removal[] {
  return requests
    .filter(({ operation, delivered }) => REMOVALS.includes(operation) && delivered)
    .map(({ operation, path, time }) => {
      const [, meetingId, attendeeId = null] = /^\/meetings\/([^/?]+)(?:\/attendees\/([^/?]+))?/.exec(path) ?? [];
      return { operation, meetingId, attendeeId, at: Date.parse(time) };
    });
}

/** The requests from the first update that took effect on; none where there was no such. */
export function fromFirstUpdate(requests: Requests): RecordedRequest[] {
  const [update] = updatesIn(requests);
  return update === undefined ? [] : requests.slice(requests.indexOf(update));
}

/** Of the requests of one run's own processes, in the order they came: no removal follows an update that took effect. */
export function removedAfterUpdate(requests: Requests): string[] {
  return removalsIn(fromFirstUpdate(requests)).map(
    (removal) => `${removal.operation} of ${inWords(removal)} after the update was delivered`,
  );
}

/** What a cleanup removed while somebody was in it. Whoever is there at that moment is dropped. */
export function removedUnderSomebody(requests: Requests, stays: readonly Stay[]): string[] {
  return removalsIn(requests).flatMap((removal) => {
    const { operation, meetingId, attendeeId, at } = removal;
    return stays
      .filter((stay) => stay.meetingId === meetingId && (attendeeId === null || stay.attendeeId === attendeeId))
      .filter(({ from, until }) => from <= at && (until === null || until === at))
      .map(() => `${operation} of ${inWords(removal)} while somebody was in it`);
  });
}

const inWords = ({ meetingId, attendeeId }: Removal) => attendeeId ?? meetingId;
