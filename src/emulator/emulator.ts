import type { LogDelay } from './logs/groups.js';
import type { OpenedMeeting } from './meetings/opened.js';
import type { Allowance } from './sma/allowance.js';
import type { HandlerSettings } from './sma/sandbox-variables.js';
import type { HandlerSource } from './sma/sip-media-application.js';
import type { Telephones } from './telephones.js';
import type { CallState, Clock, EventFaults, LogGroups, LogRecord, MeetingDoor, UpdateOutcome } from './world.js';

export interface EmulatorOptions {
  /** 0 or nothing for any free one. */
  port?: number;
  /** The handler that calls invoke: a JavaScript or Python file with a function `handler`. */
  handlerFile?: string;
  /** How that file is run. */
  handlerSettings?: HandlerSettings;
  /** In its place: the URL of a function's invocation API. */
  handlerUrl?: string;
  /** How long a log record takes until it can be read, in milliseconds on the emulator's clock. */
  logDelayMs?: number | LogDelay;
  /** The faults to begin with, as `POST /_emulator/faults` takes them; not yet checked. */
  faults?: unknown;
  /** What the account may have at a time: `aws`, or an object of quotas; not yet checked. */
  quotas?: unknown;
  /** The region of the SMA and its log groups, us-east-1 where it is left out. */
  region?: string;
  /** Whether Chime's meeting events are written into a log group; true where it is left out. */
  meetingEvents?: boolean;
  /** Takes what the emulator has to say to whoever runs it, a line at a time. */
  stderr: (line: string) => void;
}

/** A running embedded AWS. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  url: string;
  region: string;
  sipMediaApplicationId: string;
  logGroupName: string;
  /** Where Chime's meeting events are, null where there are none. */
  meetingEventsLogGroupName: string | null;
  /** What makes the AWS CLI and every AWS SDK talk to it, and to nothing else. */
  env: Record<string, string>;
  /** An inbound call; resolves once the handler has answered its first event. */
  placeCall(numbers?: { from?: string; to?: string }): Promise<PlacedCall>;
  /** A call that the SMA makes itself; it is answered a second later. */
  dialOut(numbers?: { from?: string; to?: string }): PlacedCall;
  /** Whoever is at this leg, the caller where none is named, hangs up; false when there is no such live leg. */
  hangUp(transactionId: string, participantTag?: 'LEG-A' | 'LEG-B'): boolean;
  /** They press keys of their telephone; false likewise. */
  press(transactionId: string, digits: string, participantTag?: 'LEG-A' | 'LEG-B'): boolean;
  /** A meeting with one attendee, as an operator's requests would make them. */
  openMeeting(): OpenedMeeting;
  /** UpdateSipMediaApplicationCall, without the wire. */
  updateCall(transactionId: string, args: Record<string, string>): UpdateOutcome;
  calls(): CallState[];
  /** Whether an invocation of the handler has not ended yet. */
  isHandlerAtWork(): boolean;
  /** Moves the emulator's clock on; what is due by then happens before this returns. */
  advance(ms: number): void;
  /** What the handler has logged so far. */
  handlerRecords(): LogRecord[];
  /** Ends everything at once: calls, handler, connections. */
  close(): Promise<void>;
}

export interface PlacedCall {
  transactionId: string;
  callId: string;
  sipMediaApplicationId: string;
}

/** What the SIP media application is built from. */
export interface SmaParts {
  clock: Clock;
  logs: LogGroups;
  door: MeetingDoor;
  eventFaults: EventFaults;
  telephones: Telephones;
  allowance: Allowance;
  handler: HandlerSource;
  region: string;
  accountId: string;
  /** Its id; one of its own where it is left out. */
  sipMediaApplicationId?: string;
  stderr: (line: string) => void;
}
