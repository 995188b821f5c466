// What was removed, and whether it might be: read from the requests that the emulator saw, with their paths, and from who was
// in which meeting when.

const REMOVALS = ['DeleteMeeting', 'DeleteAttendee'];
const UPDATE = 'UpdateSipMediaApplicationCall';
const CHANGES = /^(?:Batch)?(?:Create|Delete|Update)/;

/** Every update that took effect. */
export const updatesIn = (requests) => requests.filter(({ operation, delivered }) => operation === UPDATE && delivered);

/** Whatever took effect and changed something. */
export const changesIn = (requests) =>
  requests.filter(({ operation, delivered }) => delivered && CHANGES.test(operation));

/** Every removal that took effect; `attendeeId` is null where the whole meeting went. */
export function removalsIn(requests) {
  return requests
    .filter(({ operation, delivered }) => REMOVALS.includes(operation) && delivered)
    .map(({ operation, path, time }) => {
      const [, meetingId, attendeeId = null] = /^\/meetings\/([^/?]+)(?:\/attendees\/([^/?]+))?/.exec(path) ?? [];
      return { operation, meetingId, attendeeId, at: Date.parse(time) };
    });
}

/** Of the requests of one run's own processes, in the order they came: no removal follows an update that took effect. */
export function removedAfterUpdate(requests) {
  const first = requests.indexOf(updatesIn(requests)[0]);
  if (first === -1) return [];
  return removalsIn(requests.slice(first)).map(
    ({ operation, meetingId, attendeeId }) =>
      `${operation} of ${attendeeId ?? meetingId} after the update was delivered`,
  );
}

/** What a cleanup removed while somebody was in it. Whoever is there at that moment is dropped. */
export function removedUnderSomebody(requests, stays) {
  return removalsIn(requests).flatMap(({ operation, meetingId, attendeeId, at }) =>
    stays
      .filter((stay) => stay.meetingId === meetingId && (attendeeId === null || stay.attendeeId === attendeeId))
      .filter(({ from, until }) => from <= at && (until === null || until === at))
      .map(() => `${operation} of ${attendeeId ?? meetingId} while somebody was in it`),
  );
}
