import { createClock } from './clock.js';
import { readFaults } from './control/fault-check.js';
import { createControlPlane } from './control/plane.js';
import { createFaultList, type Fault } from './faults.js';
import { createAwsFace } from './http/aws.js';
import { listen } from './http/server.js';
import { createLogSearch } from './logs/filter-log-events.js';
import { createLogGroups } from './logs/groups.js';
import { logsOperations } from './logs/operations.js';
import { type OpenedMeeting, openMeeting } from './meetings/opened.js';
import { meetingOperations } from './meetings/operations.js';
import { createRequestTokens } from './meetings/request-tokens.js';
import { createMeetingRooms } from './meetings/rooms.js';
import { createQuotas } from './quotas.js';
import { createRequestRecord } from './requests.js';
import type { HandlerSource } from './sma/index.js';
import { voiceOperations } from './voice/operations.js';
import type {
  CallState,
  Clock,
  EventFaults,
  LogGroups,
  LogRecord,
  MeetingDoor,
  Rule,
  SipMediaApplication,
  UpdateOutcome,
} from './world.js';

/** The account that owns everything in the embedded AWS; AWS's own example account. */
export const ACCOUNT_ID = '111122223333';

export interface EmulatorOptions {
  /** 0 or nothing for any free one. */
  port?: number;
  /** The handler that calls invoke: a JavaScript or Python file with a function `handler`. */
  handlerFile?: string;
  /** In its place: the URL of a function's invocation API. */
  handlerUrl?: string;
  /** How long a log record takes until it can be read, in milliseconds on the emulator's clock. */
  logDelayMs?: number;
  /** The faults to begin with, as `POST /_emulator/faults` takes them; not yet checked. */
  faults?: unknown;
  /** The region of the SMA and its log groups, us-east-1 where it is left out. */
  region?: string;
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
  /** What makes the AWS CLI and every AWS SDK talk to it, and to nothing else. */
  env: Record<string, string>;
  /** An inbound call; resolves once the handler has answered its first event. */
  placeCall(numbers?: { from?: string; to?: string }): Promise<PlacedCall>;
  /** The caller hangs up; false when there is no such live call. */
  hangUp(transactionId: string): boolean;
  /** A meeting with one attendee, as an operator's requests would make them. */
  openMeeting(): OpenedMeeting;
  /** UpdateSipMediaApplicationCall, without the wire. */
  updateCall(transactionId: string, args: Record<string, string>): UpdateOutcome;
  calls(): CallState[];
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
  handler: HandlerSource;
  region: string;
  accountId: string;
  stderr: (line: string) => void;
}

/**
 * Puts one embedded AWS together and lets it listen on loopback. Rejects with an Error that has a `code` where the port
 * cannot be had (EADDRINUSE, EACCES, ERR_SOCKET_BAD_PORT) or the faults are none (ERR_FAULTS), or as `createSma` does.
 */
export async function startEmbeddedAws(
  options: EmulatorOptions,
  createSma: (parts: SmaParts) => Promise<SipMediaApplication>,
  rules: readonly Rule[],
): Promise<Emulator> {
  const { port = 0, logDelayMs = 0, region = 'us-east-1', stderr } = options;
  const clock = createClock();
  const quotas = createQuotas(clock);
  const faults = createFaultList();
  const requests = createRequestRecord(clock);
  const logs = createLogGroups(clock, logDelayMs);
  const search = createLogSearch(logs);
  const rooms = createMeetingRooms(clock);
  const tokens = createRequestTokens();
  const sma = await createSma({
    clock,
    logs,
    door: rooms.door,
    eventFaults: faults.events,
    handler: handlerOf(options),
    region,
    accountId: ACCOUNT_ID,
    stderr,
  });
  logs.ensureGroup(sma.logGroupName);
  const operations = [
    ...meetingOperations(rooms, tokens, ACCOUNT_ID),
    ...voiceOperations(sma, ACCOUNT_ID),
    ...logsOperations(logs, search, region, ACCOUNT_ID),
  ];
  const face = createAwsFace({ clock, quotas, faults, requests, operations, stderr });

  const reset = async () => {
    face.reset();
    await sma.reset();
    rooms.reset();
    tokens.reset();
    faults.replace([]);
    requests.reset();
    quotas.reset();
    search.reset();
    logs.reset();
    clock.reset();
  };
  const names = operations.map(({ name }) => name);
  if (options.faults !== undefined) {
    try {
      faults.replace(checkedFaults(options.faults, names));
    } catch (error) {
      // The handler's process is running by now, and would keep ours alive.
      await sma.close();
      throw error;
    }
  }
  const control = createControlPlane({ clock, rooms, requests, faults, sma, rules, operations: names, reset });

  const server = await listen(port, face, control).catch(async (error: unknown) => {
    await sma.close();
    throw error;
  });
  const url = `http://127.0.0.1:${server.port}`;

  return {
    url,
    region,
    sipMediaApplicationId: sma.sipMediaApplicationId,
    logGroupName: sma.logGroupName,
    env: environment(url, region),
    placeCall: async (numbers = {}) => ({
      ...(await sma.placeInbound(numbers)),
      sipMediaApplicationId: sma.sipMediaApplicationId,
    }),
    hangUp: (transactionId) => sma.hangUp(transactionId),
    openMeeting: () => openMeeting(rooms, region),
    updateCall: (transactionId, args) => sma.update(transactionId, args),
    calls: () => sma.calls(),
    handlerRecords: () => logs.read(sma.logGroupName) ?? [],
    close: async () => {
      await Promise.all([server.close(), sma.close()]);
      rooms.reset();
      clock.reset();
    },
  };
}

function handlerOf({ handlerFile, handlerUrl }: EmulatorOptions): HandlerSource {
  if (handlerUrl !== undefined) return { url: handlerUrl };
  if (handlerFile !== undefined) return { file: handlerFile };
  throw new Error('an emulator needs a handler');
}

function environment(url: string, region: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'EMULATOR',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: url,
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: url,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
  };
}

function checkedFaults(posted: unknown, operations: readonly string[]): Fault[] {
  const read = readFaults(posted, operations);
  if (Array.isArray(read)) return read;
  throw Object.assign(new Error(read.problem), { code: 'ERR_FAULTS' });
}
