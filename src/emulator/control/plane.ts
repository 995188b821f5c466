import { sameId } from '../../core/facts/ids.js';
import type { Fault, FaultList } from '../faults.js';
import { type Answer, controlAnswer } from '../http/answer.js';
import { parseJson } from '../http/json.js';
import type { ControlPlane } from '../http/server.js';
import { integer, isObject, type Shape, structure, text, truth } from '../http/shape.js';
import type { MeetingRooms } from '../meetings/rooms.js';
import type { RequestRecord } from '../requests.js';
import type { Applications } from '../voice/applications.js';
import type { CallState, Clock, Rule } from '../world.js';
import { readFaults } from './fault-check.js';

export interface ControlParts {
  clock: Clock;
  rooms: MeetingRooms;
  requests: RequestRecord;
  faults: FaultList;
  applications: Applications;
  /** The calls of every SMA. */
  calls(): CallState[];
  /** The caller hangs up; false when there is no such live call. */
  hangUp(transactionId: string): boolean;
  rules: readonly Rule[];
  /** The names of the AWS operations there are. */
  operations: readonly string[];
  reset(): Promise<void>;
}

interface Entry {
  method: 'GET' | 'POST';
  answer(body: unknown): Answer | Promise<Answer>;
}

const YEAR_MS = 366 * 24 * 60 * 60_000;
const number = text({ pattern: /^\+?[1-9]\d{1,14}$/ });
const CALL: Shape<{ from?: string; to?: string; sipMediaApplicationId?: string }> = structure(
  {},
  { from: number, to: number, sipMediaApplicationId: text({ min: 1, max: 64 }) },
);
const HANG_UP: Shape<{ transactionId: string }> = structure({ transactionId: text({ min: 1, max: 64 }) });
const PRESENT: Shape<{ meetingId: string; attendeeId: string; present: boolean; dropped?: boolean }> = structure(
  { meetingId: text({ min: 1, max: 64 }), attendeeId: text({ min: 1, max: 64 }), present: truth },
  { dropped: truth },
);
const ADVANCE: Shape<{ ms: number }> = structure({ ms: integer({ min: 0, max: YEAR_MS }) });

const wrong = (status: number, message: string) => controlAnswer(status, { message });

/** What stands beside the AWS operations under `/_emulator`: the ground truth, and the hands that move it. */
export function createControlPlane(parts: ControlParts): ControlPlane {
  const { clock, rooms, requests, faults, applications, rules, operations } = parts;

  const entries: Record<string, Entry> = {
    '/state': {
      method: 'GET',
      answer: () => controlAnswer(200, { meetings: rooms.state(), calls: parts.calls(), secrets: rooms.secrets() }),
    },
    // The SMA is made anew by every start, so its id tells one emulator from the next on the same port.
    '/instance': { method: 'GET', answer: () => controlAnswer(200, { instance: applications.own.id }) },
    '/requests': { method: 'GET', answer: () => controlAnswer(200, requests.entries()) },
    '/rules': { method: 'GET', answer: () => controlAnswer(200, rules) },
    '/calls': {
      method: 'POST',
      answer: checked(CALL, async ({ sipMediaApplicationId = applications.own.id, ...numbers }) => {
        const called = applications.all().find(({ id }) => sameId(id, sipMediaApplicationId));
        if (called === undefined) return wrong(404, 'there is no such SIP media application');
        return controlAnswer(200, { ...(await called.sma.placeInbound(numbers)), sipMediaApplicationId: called.id });
      }),
    },
    '/hangup': {
      method: 'POST',
      answer: checked(HANG_UP, ({ transactionId }) =>
        parts.hangUp(transactionId) ? controlAnswer(200, { transactionId }) : wrong(404, 'there is no such live call'),
      ),
    },
    '/present': {
      method: 'POST',
      answer: checked(PRESENT, ({ meetingId, attendeeId, present, dropped = false }) => {
        if (present && dropped) return wrong(400, "only an attendee that goes can be 'dropped'");
        const meeting = rooms.any(meetingId);
        const attendee = meeting?.attendees.get(attendeeId.toLowerCase());
        if (meeting === undefined || attendee === undefined) return wrong(404, 'there is no such live attendee');
        if (present) rooms.enter(meeting, attendee);
        else if (!rooms.exit(meeting, attendee, dropped ? 'AttendeeDropped' : 'AttendeeLeft')) {
          return wrong(409, 'this attendee is there as a phone: hang up its call instead');
        }
        return controlAnswer(200, { meetingId: meeting.meetingId, attendeeId: attendee.attendeeId, present });
      }),
    },
    '/advance': {
      method: 'POST',
      answer: checked(ADVANCE, ({ ms }) => {
        clock.advance(ms);
        return controlAnswer(200, { now: new Date(clock.now()).toISOString() });
      }),
    },
    '/faults': {
      method: 'POST',
      answer: (body) => {
        const posted: Fault[] | { problem: string } = readFaults(body, operations);
        if ('problem' in posted) return wrong(400, posted.problem);
        faults.replace(posted);
        return controlAnswer(200, { faults: posted.length });
      },
    },
    '/reset': {
      method: 'POST',
      answer: async () => {
        await parts.reset();
        return controlAnswer(200, {});
      },
    },
  };

  return async ({ method, path, body }) => {
    const entry = Object.hasOwn(entries, path) ? entries[path] : undefined;
    if (entry === undefined) return wrong(404, `there is only ${Object.keys(entries).join(', ')} under /_emulator`);
    if (entry.method !== method) {
      const refused = wrong(405, `${path} takes ${entry.method}`);
      return { ...refused, headers: { ...refused.headers, allow: entry.method } };
    }
    if (method === 'GET') return entry.answer(undefined);
    try {
      return await entry.answer(parseJson(body));
    } catch (error) {
      return wrong(400, (error as Error).message);
    }
  };
}

/** Hands a body on only where it has this shape. */
function checked<T>(shape: Shape<T>, answer: (body: T) => Answer | Promise<Answer>): Entry['answer'] {
  return (body) => {
    const problem = isObject(body) ? shape.problem(body, '') : 'the body must be a JSON object';
    return problem === undefined ? answer(body as T) : wrong(400, problem);
  };
}
