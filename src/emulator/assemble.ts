import { MEETING_EVENTS_GROUP } from '../core/facts/meeting-events.js';
import { isMeetingsRegion } from '../core/facts/regions.js';
import { quotaRules, readAccountQuotas } from './account-quotas.js';
import { createClock } from './clock.js';
import { readFaults } from './control/fault-check.js';
import { createControlPlane } from './control/plane.js';
import type { Emulator, EmulatorOptions, SmaParts } from './emulator.js';
import { createFaultList, type Fault } from './faults.js';
import { functionIn, handlersNamed } from './functions.js';
import { createAwsFace } from './http/aws.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { logsOperations } from './logs/operations.js';
import { createLogRegions } from './logs/regions.js';
import { createMeetingEvents } from './meetings/meeting-events.js';
import { openMeeting } from './meetings/opened.js';
import { meetingsOperations } from './meetings/operations.js';
import { createRequestTokens } from './meetings/request-tokens.js';
import { MeetingRooms, type MeetingState } from './meetings/rooms.js';
import type { Stay } from './meetings/stay.js';
import { createQuotas } from './quotas.js';
import { createRequestRecord, type RecordedRequest } from './requests.js';
import { createAllowance } from './sma/allowance.js';
import type { HandlerSource } from './sma/sip-media-application.js';
import { createTelephones } from './telephones.js';
import { createApplications, type MakeSma } from './voice/applications.js';
import { voiceOperations } from './voice/operations.js';
import type { Rule, SipMediaApplication } from './world.js';

/** The account that owns everything in the embedded AWS; AWS's own example account. */
const ACCOUNT_ID = '111122223333';

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

/** Rejects with an Error that has the code ERR_FAULTS or ERR_QUOTAS where these are none, or as `createSma` does. */
export async function assembleAws(
  options: EmulatorOptions,
  createSma: (parts: SmaParts) => Promise<SipMediaApplication>,
  rules: readonly Rule[],
): Promise<AssembledAws> {
  const { logDelayMs = 0, region = 'us-east-1', meetingEvents = true, stderr } = options;
  const account = readAccountQuotas(options.quotas);
  if ('problem' in account) throw Object.assign(new Error(account.problem), { code: 'ERR_QUOTAS' });
  const clock = createClock();
  const quotas = createQuotas(clock);
  const faults = createFaultList();
  const requests = createRequestRecord(clock);
  const regions = createLogRegions(clock, logDelayMs, (opened, groups) => {
    if (meetingEvents && isMeetingsRegion(opened)) groups.ensureGroup(MEETING_EVENTS_GROUP);
  });
  const logs = regions.of(region).groups;
  const logsOf = (name: string) => regions.of(name).groups;
  const witness = createMeetingEvents({ clock, faults: faults.meetingEvents, logsOf, accountId: ACCOUNT_ID });
  const rooms = new MeetingRooms(clock, meetingEvents ? witness : undefined);
  const tokens = createRequestTokens();
  const telephones = createTelephones();
  // The quotas are the account's: every SMA, and every function that one has had, takes its calls from the same allowance.
  const allowance = createAllowance(account, quotas);
  const place = { region, accountId: ACCOUNT_ID, allowance, telephones };
  const shared = { clock, logs, door: rooms.door, eventFaults: faults.events, stderr, ...place };
  const sma = await createSma({ ...shared, handler: handlerOf(options) });
  logs.ensureGroup(sma.logGroupName);
  const own = { name: sma.functionName, source: handlerOf(options) };
  const makeSma: MakeSma = ({ region: home, lambdaArn, id }) => {
    const handlers = handlersNamed(functionIn(lambdaArn)?.name ?? '', own);
    if (handlers.length === 0) return undefined;
    const named = id === undefined ? {} : { sipMediaApplicationId: id };
    const create = (handler: HandlerSource) =>
      createSma({ ...shared, ...named, region: home, logs: logsOf(home), handler });
    return firstThatLoads(handlers, create).then((another) => {
      logsOf(home).ensureGroup(another.logGroupName);
      return another;
    });
  };
  const applications = createApplications(sma, makeSma, clock);
  const calls = () => applications.running().flatMap((each) => each.calls());
  const hangUp: Emulator['hangUp'] = (transactionId, tag) =>
    applications.running().some((each) => each.hangUp(transactionId, tag));
  const press: Emulator['press'] = (transactionId, digits, tag) =>
    applications.running().some((each) => each.press(transactionId, digits, tag));
  const operations = [
    ...meetingsOperations({ rooms, tokens, accountId: ACCOUNT_ID, maxLive: account.concurrentMeetings }),
    ...voiceOperations(applications, ACCOUNT_ID, clock),
    ...logsOperations(regions, ACCOUNT_ID, clock),
  ];
  const face = createAwsFace({ clock, quotas, faults, requests, operations, accountId: ACCOUNT_ID, stderr });

  const reset = async () => {
    face.reset();
    await applications.reset();
    allowance.reset();
    rooms.reset();
    telephones.replace([]);
    tokens.reset();
    faults.replace([]);
    requests.reset();
    quotas.reset();
    regions.reset();
    clock.reset();
  };
  const names = operations.map(({ name }) => name);
  const setFaults = (posted: unknown) => faults.replace(checkedFaults(posted, names));
  try {
    setFaults(options.faults ?? []);
  } catch (error) {
    // The handler's process is running by now, and would keep ours alive.
    await applications.close();
    throw error;
  }
  const inForce = [...rules, ...quotaRules(account)];
  const hands = { clock, rooms, requests, faults, applications, telephones, calls, hangUp, press };
  const control = createControlPlane({ ...hands, rules: inForce, operations: names, reset });
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
      meetingEventsLogGroupName: meetingEvents && isMeetingsRegion(region) ? MEETING_EVENTS_GROUP : null,
      placeCall: async (numbers = {}) => ({
        ...(await applications.own.sma.placeInbound(numbers)),
        sipMediaApplicationId: sma.sipMediaApplicationId,
      }),
      dialOut: ({ from = '+12065550100', to = '+12065550142' } = {}) => {
        const { sma: present } = applications.own;
        const { transactionId } = present.placeOutbound({ from, to, sipHeaders: {}, arguments: {} });
        const placed = present.calls().find((call) => call.transactionId === transactionId);
        const callId = placed?.legs[0]?.callId ?? '';
        return { transactionId, callId, sipMediaApplicationId: sma.sipMediaApplicationId };
      },
      hangUp,
      press,
      openMeeting: () => openMeeting(rooms, region),
      updateCall: (transactionId, args) => applications.update(applications.own, transactionId, args),
      calls,
      isHandlerAtWork: () => applications.running().some((each) => each.isHandlerAtWork()),
      advance: (ms) => clock.advance(ms),
      handlerRecords: () => logs.read(sma.logGroupName) ?? [],
      close: async () => {
        await Promise.all([server.close(), applications.close()]);
        rooms.reset();
        clock.reset();
      },
    },
  };
}

/** Rejects as the last of them does. */
async function firstThatLoads<Made>(
  handlers: readonly HandlerSource[],
  create: (handler: HandlerSource) => Promise<Made>,
): Promise<Made> {
  let failure: unknown;
  for (const handler of handlers) {
    try {
      return await create(handler);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
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
