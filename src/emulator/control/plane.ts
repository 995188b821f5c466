import { sameId } from '../../core/facts/ids.js';
import { isObject } from '../../core/facts/json-object.js';
import type { Fault, FaultList } from '../faults.js';
import { type Answer, controlAnswer } from '../http/answer.js';
import { parseJson } from '../http/json.js';
import type { ControlPlane } from '../http/server.js';
import { integer, oneOf, type Shape, structure, text, textMap, truth } from '../http/shape.js';
import type { MeetingRooms } from '../meetings/rooms.js';
import type { RequestRecord } from '../requests.js';
import { TooManyCalls } from '../sma/allowance.js';
import type { Telephones } from '../telephones.js';
import type { Applications } from '../voice/applications.js';
import { sipHeadersProblem } from '../voice/sip-headers.js';
import type { CallState, Clock, Rule } from '../world.js';
import { readFaults } from './fault-check.js';
import { readTelephones } from './telephone-check.js';

export interface ControlParts {
  clock: Clock;
  rooms: MeetingRooms;
  requests: RequestRecord;
  faults: FaultList;
  applications: Applications;
  telephones: Telephones;
  /** The calls of every SMA. */
  calls(): CallState[];
  /** Who is at that leg hangs up; false when there is no such live one. */
  hangUp(transactionId: string, tag?: 'LEG-A' | 'LEG-B'): boolean;
  press(transactionId: string, digits: string, tag?: 'LEG-A' | 'LEG-B'): boolean;
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
/** The keys of a telephone. */
const DIGITS = /^[0-9*#A-D]+$/;
const number = text({ pattern: /^\+?[1-9]\d{1,14}$/ });
const tag = oneOf('LEG-A', 'LEG-B');
const id = text({ min: 1, max: 64 });
const CALL: Shape<{
  from?: string;
  to?: string;
  sipHeaders?: Record<string, string>;
  sipMediaApplicationId?: string;
}> = structure({}, { from: number, to: number, sipHeaders: textMap({ max: 20 }), sipMediaApplicationId: id });
const PRESENT: Shape<{ meetingId: string; attendeeId: string; present: boolean; dropped?: boolean }> = structure(
  { meetingId: id, attendeeId: id, present: truth },
  { dropped: truth },
);
const HANG_UP: Shape<{ transactionId: string; participantTag?: 'LEG-A' | 'LEG-B' }> = structure(
  { transactionId: id },
  { participantTag: tag },
);
const PRESS: Shape<{ transactionId: string; digits: string; participantTag?: 'LEG-A' | 'LEG-B' }> = structure(
  { transactionId: id, digits: text({ min: 1, max: 128, pattern: DIGITS }) },
  { participantTag: tag },
);
const ADVANCE: Shape<{ ms: number }> = structure({ ms: integer({ min: 0, max: YEAR_MS }) });

const wrong = (status: number, message: string) => controlAnswer(status, { message });
const noLiveCall = wrong(404, 'there is no such live call');

/** What stands beside the AWS operations under `/_emulator`: the ground truth, and the hands that move it. */
export function createControlPlane(parts: ControlParts): ControlPlane {
  const { clock, rooms, requests, faults, applications, telephones, rules, operations } = parts;

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
      answer: checked(CALL, async ({ sipMediaApplicationId = applications.own.id, ...line }) => {
        const problem = sipHeadersProblem(line.sipHeaders ?? {});
        if (problem !== undefined) return wrong(400, problem);
        const called = applications.all().find((each) => sameId(each.id, sipMediaApplicationId));
        if (called === undefined) return wrong(404, 'there is no such SIP media application');
        try {
          const placed = await called.sma.placeInbound(line);
          return controlAnswer(200, { ...placed, sipMediaApplicationId: called.id });
        } catch (error) {
          if (!(error instanceof TooManyCalls)) throw error;
          return wrong(409, error.message);
        }
      }),
    },
    '/hangup': {
      method: 'POST',
      answer: checked(HANG_UP, ({ transactionId, participantTag }) =>
        parts.hangUp(transactionId, participantTag) ? controlAnswer(200, { transactionId }) : noLiveCall,
      ),
    },
    '/press': {
      method: 'POST',
      answer: checked(PRESS, ({ transactionId, digits, participantTag }) =>
        parts.press(transactionId, digits, participantTag) ? controlAnswer(200, { transactionId, digits }) : noLiveCall,
      ),
    },
    '/telephones': {
      method: 'POST',
      answer: (body) => {
        const posted = readTelephones(body);
        if ('problem' in posted) return wrong(400, posted.problem);
        telephones.replace(posted);
        return controlAnswer(200, { telephones: posted.length });
      },
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
    let posted: unknown;
    try {
      posted = parseJson(body);
    } catch (error) {
      return wrong(400, (error as Error).message);
    }
    return entry.answer(posted);
  };
}

/** Hands a body on only where it has this shape. */
function checked<T>(shape: Shape<T>, answer: (body: T) => Answer | Promise<Answer>): Entry['answer'] {
  return (body) => {
    const problem = isObject(body) ? shape.problem(body, '') : 'the body must be a JSON object';
    return problem === undefined ? answer(body as T) : wrong(400, problem);
  };
}
