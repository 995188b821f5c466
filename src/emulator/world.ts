/**
 * What the rooms of the emulator know of each other. One world is one embedded AWS: its clock, its records, its meetings
 * and its calls. The HTTP services are thin over it; the control plane shows it as the ground truth.
 */
import type { InvocationEvent } from '../core/facts/event.js';

/** The emulator's own time: real time plus whatever `POST /_emulator/advance` has added. All its timers run on it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once when the emulator's time has passed `ms` from now; an advance beyond it calls back at once. */
  after(ms: number, callback: () => void): { cancel(): void };
  /** Resolves as `after` calls back. */
  sleep(ms: number): Promise<void>;
  /** Moves time on; due timers fire in the order of their times before this returns. */
  advance(ms: number): void;
  /** Forgets every timer and every advance. */
  reset(): void;
}

/** One record as CloudWatch Logs keeps it. */
export interface LogRecord {
  eventId: string;
  logStreamName: string;
  /** Milliseconds since the epoch on the emulator's clock. */
  timestamp: number;
  ingestionTime: number;
  message: string;
}

/** The log groups of one region. What is appended can be read after the log delay, if one was asked for. */
export interface LogGroups {
  /** Makes the group if it is not there; DescribeLogGroups then lists it. */
  ensureGroup(logGroupName: string): void;
  append(logGroupName: string, logStreamName: string, message: string): void;
  /** The next records of the group become readable in another order than they were written (fault `reorder-events`). */
  reorderNext(logGroupName: string): void;
  groups(): { logGroupName: string; creationTime: number; storedBytes: number }[];
  /** Every record of the group that can be read now, oldest first, or undefined where there is no such group. */
  read(logGroupName: string): LogRecord[] | undefined;
  reset(): void;
}

/** The part of the meetings service that a call needs: the token's door into a meeting. */
export interface MeetingDoor {
  /**
   * Who a join token lets in. `undefined` for a token never issued, or whose attendee or meeting is gone.
   * Tokens are opaque and compared whole.
   */
  byToken(joinToken: string): { meetingId: string; attendeeId: string; region: string } | undefined;
  /**
   * The attendee's audio is connected until `leave` or the meeting's end. `ended` is called when the meeting ends, when
   * the attendee is deleted, or when the same attendee connects from elsewhere.
   */
  connect(meetingId: string, attendeeId: string, ended: () => void): { leave(): void };
  /** Mutes or unmutes attendees until they leave; false, and no effect, where one is not of this meeting. */
  mute(meetingId: string, attendeeIds: readonly string[], muted: boolean): boolean;
}

/** One leg as `/_emulator/state` shows it; meetingId and attendeeId stand on a meeting's leg alone. */
export interface LegState {
  callId: string;
  participantTag: string;
  status: string;
  to: string;
  from: string;
  meetingId?: string;
  attendeeId?: string;
  recording?: 'on' | 'paused';
  voiceFocus?: boolean;
}

/** One call as `/_emulator/state` shows it. `events` holds the invocation events as the handler got them. */
export interface CallState {
  transactionId: string;
  sipMediaApplicationId: string;
  status: string;
  legs: LegState[];
  /** Actions of AWS that this call ran without effect: what they do is not simulated here. */
  notSimulated: string[];
  events: InvocationEvent[];
}

export type UpdateOutcome = 'accepted' | 'no-such-application' | 'no-such-call' | 'call-ended';

/** The SIP media application and its calls. */
export interface SipMediaApplication {
  readonly sipMediaApplicationId: string;
  readonly name: string;
  readonly region: string;
  readonly lambdaArn: string;
  readonly functionName: string;
  /** `/aws/lambda/<function name>` */
  readonly logGroupName: string;
  readonly createdAt: number;
  /** Whether the SMA writes its message log, `/aws/ChimeSipMediaApplicationSipMessages/<id>`. */
  messageLogs: boolean;
  /**
   * An inbound call; resolves once the handler has answered the first event. Numbers are E.164. Rejects with a
   * TooManyCalls where the account has as many live calls as it may have; so does `placeOutbound`.
   */
  placeInbound(line: {
    from?: string;
    to?: string;
    sipHeaders?: Record<string, string>;
  }): Promise<{ transactionId: string; callId: string }>;
  /** CreateSipMediaApplicationCall: returns at once, the call then rings and is answered on the clock. */
  placeOutbound(request: {
    from: string;
    to: string;
    sipHeaders: Record<string, string>;
    arguments: Record<string, string>;
  }): { transactionId: string };
  /** UpdateSipMediaApplicationCall: `accepted` returns at once and invokes the handler afterwards. */
  update(transactionId: string, args: Record<string, unknown>): UpdateOutcome;
  /** Whoever is at this leg, the caller where none is named, hangs up; false when there is no such live leg. */
  hangUp(transactionId: string, participantTag?: 'LEG-A' | 'LEG-B'): boolean;
  /** They press keys of their telephone; false likewise. */
  press(transactionId: string, digits: string, participantTag?: 'LEG-A' | 'LEG-B'): boolean;
  calls(): CallState[];
  /** Whether an invocation of its function has not ended yet. */
  isHandlerAtWork(): boolean;
  /** Ends every call silently and forgets it; the handler stays. */
  reset(): Promise<void>;
  /** Stops the handler and every timer. */
  close(): Promise<void>;
}

/** Faults that act on the handler's invocation, or on a meeting event: each next event asks once what shall become of it. */
export type EventFault = { kind: 'drop-event' | 'double-event' | 'late-event' | 'reorder-events'; ms: number };
export interface EventFaults {
  /** The fault for the next invocation event, taken off the list, or undefined. */
  next(): EventFault | undefined;
}

/** A rule the emulator follows, and how sure we are of it. */
export interface Rule {
  id: string;
  area: 'meetings' | 'voice' | 'logs' | 'sma' | 'lambda' | 'http';
  /** `model`: AWS's API model; `documented`: AWS's prose; `observed`: seen in captures or experiments; `assumed`: nobody says. */
  label: 'model' | 'documented' | 'observed' | 'assumed';
  rule: string;
  source: string;
  /** Of an assumed rule: the cases of `emulator parity` that would settle it, or, where there are none, why none can. */
  parity?: { cases: readonly string[]; none: string | null };
}
