import { createClock } from './clock.js';
import { readFaults } from './control/fault-check.js';
import { createControlPlane } from './control/plane.js';
import type { Emulator, EmulatorOptions, SmaParts } from './embedded-aws.js';
import { createFaultList, type Fault } from './faults.js';
import { createAwsFace } from './http/aws.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { createLogSearch } from './logs/filter-log-events.js';
import { createLogGroups } from './logs/groups.js';
import { logsOperations } from './logs/operations.js';
import { openMeeting } from './meetings/opened.js';
import { meetingOperations } from './meetings/operations.js';
import { createRequestTokens } from './meetings/request-tokens.js';
import { createMeetingRooms, type MeetingState } from './meetings/rooms.js';
import type { Stay } from './meetings/stay.js';
import { createQuotas } from './quotas.js';
import { createRequestRecord, type RecordedRequest } from './requests.js';
import type { HandlerSource } from './sma/index.js';
import { voiceOperations } from './voice/operations.js';
import type { Rule, SipMediaApplication } from './world.js';

/** The account that owns everything in the embedded AWS; AWS's own example account. */
export const ACCOUNT_ID = '111122223333';

/** What is true of it, for a program of this process that holds something against it. */
export interface GroundTruth {
  requests(): readonly RecordedRequest[];
  meetings(): MeetingState[];
  stays(): readonly Stay[];
  secrets(): string[];
}

/** An embedded AWS that nobody can reach yet, unless over a connection that its server accepts. */
export interface AssembledAws {
  aws: Omit<Emulator, 'url' | 'env'>;
  server: HttpServer;
  truth: GroundTruth;
  /** Puts these in place of the faults that are there. Throws ERR_FAULTS. */
  setFaults(posted: unknown): void;
}

/** Rejects with an Error that has the code ERR_FAULTS where the faults are none, or as `createSma` does. */
export async function assembleAws(
  options: EmulatorOptions,
  createSma: (parts: SmaParts) => Promise<SipMediaApplication>,
  rules: readonly Rule[],
): Promise<AssembledAws> {
  const { logDelayMs = 0, region = 'us-east-1', stderr } = options;
  const clock = createClock();
  const quotas = createQuotas(clock);
  const faults = createFaultList();
  const requests = createRequestRecord(clock);
  const logs = createLogGroups(clock, logDelayMs);
  const search = createLogSearch(logs);
  const rooms = createMeetingRooms(clock);
  const tokens = createRequestTokens();
  const shared = { clock, logs, door: rooms.door, eventFaults: faults.events, region, accountId: ACCOUNT_ID, stderr };
  const sma = await createSma({ ...shared, handler: handlerOf(options) });
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
  const setFaults = (posted: unknown) => faults.replace(checkedFaults(posted, names));
  try {
    setFaults(options.faults ?? []);
  } catch (error) {
    // The handler's process is running by now, and would keep ours alive.
    await sma.close();
    throw error;
  }
  const control = createControlPlane({ clock, rooms, requests, faults, sma, rules, operations: names, reset });
  const server = createHttpServer(face, control);

  return {
    server,
    setFaults,
    truth: {
      requests: () => requests.recorded(),
      meetings: () => rooms.state(),
      stays: () => rooms.stays(),
      secrets: () => rooms.secrets(),
    },
    aws: {
      region,
      sipMediaApplicationId: sma.sipMediaApplicationId,
      logGroupName: sma.logGroupName,
      placeCall: async (numbers = {}) => ({
        ...(await sma.placeInbound(numbers)),
        sipMediaApplicationId: sma.sipMediaApplicationId,
      }),
      dialOut: ({ from = '+12065550100', to = '+12065550142' } = {}) => {
        const { transactionId } = sma.placeOutbound({ from, to, sipHeaders: {}, arguments: {} });
        const placed = sma.calls().find((call) => call.transactionId === transactionId);
        const callId = placed?.legs[0]?.callId ?? '';
        return { transactionId, callId, sipMediaApplicationId: sma.sipMediaApplicationId };
      },
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
    },
  };
}

function handlerOf({ handlerFile, handlerUrl, handlerSettings, port = 0 }: EmulatorOptions): HandlerSource {
  if (handlerUrl !== undefined) return { url: handlerUrl };
  // A port that is known beforehand is one that the operator can name to the handler.
  const reachable = port === 0 ? [] : [`127.0.0.1:${port}`, `localhost:${port}`];
  if (handlerFile !== undefined) return { ...handlerSettings, file: handlerFile, reachable };
  throw new Error('an emulator needs a handler');
}

function checkedFaults(posted: unknown, operations: readonly string[]): Fault[] {
  const read = readFaults(posted, operations);
  if (Array.isArray(read)) return read;
  throw Object.assign(new Error(read.problem), { code: 'ERR_FAULTS' });
}
