import { randomUUID } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { RAISED_QUOTAS } from '../account-quotas.js';
import { createQuotas } from '../quotas.js';
import { createTelephones, type Telephones } from '../telephones.js';
import type { Clock, EventFaults, LogGroups, MeetingDoor, SipMediaApplication } from '../world.js';
import type { FailureForm } from './action-list.js';
import { type Allowance, createAllowance, TooManyCalls } from './allowance.js';
import { Call } from './call.js';
import { CallFlow } from './call-flow.js';
import { shownHeaders } from './dialled-meeting.js';
import { createLambdaFunction, type LambdaFunction } from './lambda-function.js';
import { createMessageLog } from './message-log.js';
import type { LogFormat, SystemLogLevel } from './platform-lines.js';
import { rememberCalls } from './remembered-calls.js';
import { createRemoteFunction } from './remote-function.js';
import type { StartSandbox } from './sandbox.js';
import type { HandlerSettings } from './sandbox-variables.js';

/** The file that exports `handler` (JavaScript or Python), the URL of a Lambda invocation API, or sandboxes of one's own. */
export type HandlerSource = (HandlerSettings & { file: string; start?: StartSandbox }) | { url: string };

export interface SipMediaApplicationDeps {
  clock: Clock;
  logs: LogGroups;
  door: MeetingDoor;
  eventFaults: EventFaults;
  handler: HandlerSource;
  region: string;
  accountId: string;
  /** Its id; one of its own where it is left out. */
  sipMediaApplicationId?: string;
  /** Whom the SMA calls out to; without it everybody answers. */
  telephones?: Telephones;
  /** What the account still allows the calls of all its SMAs; one of its own where it is left out. */
  allowance?: Allowance;
  /** What the operator should know about the handler's process. */
  stderr: (line: string) => void;
  /** Lambda's log format of the function; Text is Lambda's default. */
  logFormat?: LogFormat;
  systemLogLevel?: SystemLogLevel;
  failureForm?: FailureForm;
  /** Real milliseconds a handler has at least to answer, however far the emulator's clock is moved meanwhile. */
  graceMs?: number;
}

/** Numbers that belong to nobody: 555-0100 to 555-0199 are kept for fiction. */
const CALLER = '+12065550142';
const CALLED = '+12065550100';

/** Starts the SMA and loads its handler; rejects, naming the file and the cause, when it cannot be loaded. */
export async function createSipMediaApplication(deps: SipMediaApplicationDeps): Promise<SipMediaApplication> {
  const { clock, logs, region, accountId, graceMs = 1_000 } = deps;
  const functionName = functionNameOf(deps.handler);
  const logGroupName = `/aws/lambda/${functionName}`;
  const lambdaArn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  const { sipMediaApplicationId = randomUUID() } = deps;
  const { logFormat = 'Text', systemLogLevel = 'INFO', failureForm = 'type-and-message' } = deps;
  const lambda = countInvocations(await openFunction());
  const messageLog = createMessageLog(sipMediaApplicationId, clock, logs);
  const identity = {
    AwsAccountId: accountId,
    AwsRegion: region,
    SipRuleId: randomUUID(),
    SipMediaApplicationId: sipMediaApplicationId,
  };
  const { telephones = createTelephones(), allowance = createAllowance(RAISED_QUOTAS, createQuotas(clock)) } = deps;
  const flows = rememberCalls(clock);
  const live = (transactionId: string) => {
    const flow = flows.find(transactionId);
    return flow === undefined || flow.call.ended ? undefined : flow;
  };

  function begin(direction: Call['direction'], { to, from, sipHeaders = {} }: Line): CallFlow {
    if (!allowance.mayCall()) throw new TooManyCalls(allowance.activeCalls);
    const call = new Call(direction);
    const headers = shownHeaders(sipHeaders);
    const leg = { tag: 'LEG-A', to, from, direction, startedAt: clock.now(), status: 'Ringing' } as const;
    call.addLeg({ ...leg, ...(headers === undefined ? {} : { sipHeaders: headers }) });
    const { door, eventFaults } = deps;
    const lines = { telephones, allowance, door, eventFaults };
    const shared = { clock, logs, lambda, messageLog, identity, logGroupName, graceMs, failureForm, ...lines };
    const flow = new CallFlow(call, shared);
    flows.add(flow);
    allowance.began(call);
    return flow;
  }

  async function openFunction(): Promise<LambdaFunction> {
    const { handler, stderr } = deps;
    if ('url' in handler) return createRemoteFunction({ clock, logs, stderr, logGroupName, url: handler.url });
    const { file: named, start, ...settings } = handler;
    const file = resolve(named);
    const own = { file, region, functionName, functionArn: lambdaArn, logGroupName, logFormat, systemLogLevel };
    const sandbox = { ...settings, ...own };
    return createLambdaFunction({ clock, logs, stderr, sandbox, graceMs, ...(start === undefined ? {} : { start }) });
  }

  return {
    sipMediaApplicationId,
    name: 'chime-join emulator',
    region,
    lambdaArn,
    functionName,
    logGroupName,
    createdAt: clock.now(),
    get messageLogs() {
      return messageLog.enabled;
    },
    set messageLogs(enabled) {
      messageLog.enabled = enabled;
    },
    async placeInbound({ from = CALLER, to = CALLED, sipHeaders = {} }) {
      const flow = begin('Inbound', { to, from, sipHeaders });
      await flow.ring();
      return { transactionId: flow.call.transactionId, callId: flow.call.legA.callId };
    },
    placeOutbound(request) {
      const flow = begin('Outbound', request);
      flow.dial(request.arguments, request.sipHeaders);
      return { transactionId: flow.call.transactionId };
    },
    update(transactionId, args) {
      const flow = flows.find(transactionId);
      if (flow === undefined) return 'no-such-call';
      if (flow.call.ended) return 'call-ended';
      const copy = structuredClone(args);
      setImmediate(() => live(transactionId)?.update(copy));
      return 'accepted';
    },
    hangUp: (transactionId, tag = 'LEG-A') => live(transactionId)?.hangUp(tag) ?? false,
    press: (transactionId, digits, tag = 'LEG-A') => live(transactionId)?.press(digits, tag) ?? false,
    calls: () => flows.all().map(({ call }) => call.state(sipMediaApplicationId)),
    isHandlerAtWork: () => lambda.running() > 0,
    async reset() {
      for (const flow of flows.all()) flow.forget();
      flows.clear();
      lambda.interrupt();
      logs.ensureGroup(logGroupName);
      messageLog.ensureGroup();
    },
    async close() {
      for (const flow of flows.all()) flow.forget();
      lambda.close();
    },
  };
}

/** The function, and how many of its invocations have not ended. */
function countInvocations(lambda: LambdaFunction): LambdaFunction & { running(): number } {
  let running = 0;
  return {
    running: () => running,
    interrupt: () => lambda.interrupt(),
    close: () => lambda.close(),
    invoke: (event) => {
      running += 1;
      return lambda.invoke(event).finally(() => {
        running -= 1;
      });
    },
  };
}

interface Line {
  to: string;
  from: string;
  sipHeaders?: Record<string, string>;
}

/** Lambda's names are 1 to 64 of these characters (Lambda service model, FunctionName). */
function functionNameOf(handler: HandlerSource): string {
  const given = 'url' in handler ? functionNameIn(handler.url) : basename(handler.file, extname(handler.file));
  const name = given.replaceAll(/[^A-Za-z0-9-_]/g, '-').slice(0, 64);
  return name === '' ? 'handler' : name;
}

/** `/2015-03-31/functions/NAME/invocations` */
function functionNameIn(url: string): string {
  return /\/functions\/([^/]+)\//.exec(new URL(url).pathname)?.[1] ?? '';
}
