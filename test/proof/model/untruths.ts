/** All that is wrong with the world after a command. */
import { type Attempt, meetingIdOf, recordOf } from '../../../src/core/journal/record.js';
import { owesCleanup } from '../../../src/core/runs/summary.js';
import { standing } from '../../../src/core/undo/standing.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import { updatesIn } from '../stage/requests.js';
import type { WorldState } from '../stage/stages.js';
import { inWords, isSame, type Thing } from '../stage/things.js';
import { isLive, legsInto, type Model, type ModelAttempt } from './state.js';
import type { World } from './world.js';

/** Counts what was delivered since the last time. */
export function noteDelivered(model: Model, requests: readonly RecordedRequest[]): void {
  const now = updatesIn(requests).length;
  if (now > model.delivered && model.lastSent !== null) model.lastSent.delivered += now - model.delivered;
  model.delivered = now;
}

export function untruths(model: Model, world: World, state: WorldState): string[] {
  const problems = [...model.wrong.splice(0), ...world.complaints()];
  for (const { attempt, verdict } of model.said) {
    const isIn = ledTo(attempt, state) && !isSentAgain(model, attempt);
    if ((verdict === 'NOT_JOINED' || verdict === 'FAILED') && isIn)
      problems.push(`${attempt.runId} said ${verdict}, and a leg led there`);
    if (verdict === 'FAILED' && attempt.delivered > 0)
      problems.push(`${attempt.runId} said FAILED, and its update was delivered`);
  }
  for (const { attempts, request } of model.runs) {
    const twice = attempts.filter(({ delivered }) => delivered > 1);
    problems.push(...twice.map(({ delivered }) => `${request.runId}: an update was delivered ${delivered} times`));
  }
  return [...problems, ...dropped(model, state), ...unfound(model, world, state), ...journals(world, state)];
}

function ledTo({ attendeeIds }: ModelAttempt, { calls }: WorldState): boolean {
  return legsInto(calls).some(({ attendeeId }) => attendeeIds.has(attendeeId));
}

/** A later attempt of its run sent the same attendee, as it does into an existing meeting: its leg is that one's. */
function isSentAgain({ runs }: Model, attempt: ModelAttempt): boolean {
  const own = runs.find(({ attempts }) => attempts.includes(attempt))?.attempts ?? [];
  const later = own.slice(own.indexOf(attempt) + 1);
  return later.some(({ attendeeIds }) => [...attendeeIds].some((id) => attempt.attendeeIds.has(id)));
}

/** A leg that is gone while its caller is still there and nobody else ended the meeting. */
function dropped({ endedByOthers }: Model, { calls }: WorldState): string[] {
  return legsInto(calls)
    .filter(({ status, call }) => status === 'Disconnected' && call !== 'Ended')
    .filter(({ meetingId }) => meetingId === undefined || !endedByOthers.has(meetingId))
    .map(({ meetingId }) => `dropped caller: its leg into ${meetingId} was disconnected`);
}

/** `users`: the external user ids of whoever has a seat. */
export type Unused = Thing & { users: string[] };

/** What the program made and still stands, if nobody is in it. */
export function unused({ meetings, theirs }: Model, state: WorldState): Unused[] {
  const live = legsInto(state.calls).filter(isLive);
  const others = new Set(meetings.map(({ meetingId }) => meetingId));
  return state.meetings
    .filter(({ ended }) => !ended)
    .flatMap(({ meetingId, attendees }): Unused[] => {
      if (!others.has(meetingId)) {
        if (live.some((leg) => leg.meetingId === meetingId)) return [];
        const users = attendees.map(({ externalUserId }) => externalUserId);
        return [{ kind: 'meeting', meetingId, attendeeId: null, users }];
      }
      return attendees
        .filter(({ attendeeId }) => !theirs.has(attendeeId) && !live.some((leg) => leg.attendeeId === attendeeId))
        .map(({ attendeeId, externalUserId }) => ({
          kind: 'attendee',
          meetingId,
          attendeeId,
          users: [externalUserId],
        }));
    });
}

/** Every attempt of every run, as the journals tell of them. */
export function attemptsIn(world: World): Attempt[] {
  return world.runIds().flatMap((runId) => recordOf(runId, world.read(runId) ?? { entries: [] })?.attempts ?? []);
}

/** What stands and neither belongs to a run that joined, nor was to be kept, nor would be found by a cleanup. */
function unfound(model: Model, world: World, state: WorldState): string[] {
  const attempts = attemptsIn(world);
  const isFound = (thing: Unused) =>
    attempts.some((attempt) => isWanted(attempt, thing) || (owesCleanup(attempt) && names(attempt, thing)));
  return unused(model, state)
    .filter((thing) => !isFound(thing))
    .map((thing) => `nothing would find it: ${inWords(thing)}`);
}

/** Of a run that did its work, or keeps what it made. */
export function isWanted(attempt: Attempt, thing: Unused): boolean {
  const { verdict, ended, asked, update, made } = attempt;
  const isIn = ended !== null && verdict?.verdict === 'JOINED';
  if (!isIn && !asked.keepMeeting) return false;
  if (asked.keepMeeting && names(attempt, thing)) return true;
  if (thing.kind === 'meeting') return (update?.marks.meetingId ?? meetingIdOf(attempt)) === thing.meetingId;
  return made.attendees.some(({ attendeeId }) => attendeeId === thing.attendeeId);
}

function names(attempt: Attempt, thing: Unused): boolean {
  const { meeting } = attempt.made;
  const isAsked =
    meeting.state === 'asked' &&
    meeting.request.attendees.some(({ externalUserId }) => thing.users.includes(externalUserId));
  if (thing.kind === 'meeting' && isAsked) return true;
  return standing('any', attempt).some((left) => isSame(left, thing));
}

function journals(world: World, { secrets }: WorldState): string[] {
  const text = world.files().join('\n');
  const foreign = world.runIds().filter((runId) => (world.read(runId)?.foreign ?? 1) > 0);
  return [
    ...secrets.filter((secret) => text.includes(secret)).map(() => 'a join token is in the journal'),
    ...foreign.map((runId) => `the journal of ${runId} cannot be read`),
  ];
}
