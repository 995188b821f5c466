import { randomUUID } from 'node:crypto';
import { createClock } from '../../../src/emulator/clock.js';
import { Refusal } from '../../../src/emulator/http/refusal.js';
import { TooManyCalls } from '../../../src/emulator/sma/allowance.js';
import { createApplications } from '../../../src/emulator/voice/applications.js';
import { voiceOperations } from '../../../src/emulator/voice/operations.js';
import type { SipMediaApplication, UpdateOutcome } from '../../../src/emulator/world.js';

export const ACCOUNT = '111122223333';
export const arnOf = (name: string, region = 'us-east-1') => `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;

export type FakeSma = SipMediaApplication & {
  inbound: object[];
  outbound: object[];
  updates: object[];
  /** What an update of each of its calls comes to. */
  transactions: Map<string, UpdateOutcome>;
  isClosed: boolean;
  isReset: boolean;
  full: boolean;
};

export function fakeSma({
  region,
  lambdaArn,
  id = randomUUID(),
}: {
  region: string;
  lambdaArn: string;
  id?: string;
}): FakeSma {
  const sma: FakeSma = {
    ...{
      sipMediaApplicationId: id,
      name: 'own',
      region,
      lambdaArn,
      functionName: 'own',
      logGroupName: '/aws/lambda/own',
    },
    ...{ createdAt: 0, messageLogs: true, inbound: [], outbound: [], updates: [], transactions: new Map() },
    ...{ isClosed: false, isReset: false, full: false },
    async placeInbound(line) {
      if (sma.full) throw new TooManyCalls(1);
      sma.inbound.push(line);
      return { transactionId: 'in', callId: 'in' };
    },
    placeOutbound(request) {
      if (sma.full) throw new TooManyCalls(1);
      sma.outbound.push(request);
      return { transactionId: `out-${sma.outbound.length}` };
    },
    update(transactionId, args) {
      sma.updates.push({ transactionId, args });
      return sma.transactions.get(transactionId) ?? 'no-such-call';
    },
    hangUp: () => false,
    press: () => false,
    calls: () => [],
    isHandlerAtWork: () => false,
    async reset() {
      sma.isReset = true;
    },
    async close() {
      sma.isClosed = true;
    },
  };
  return sma;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests' own view of an answer
type Answered = any;

/** The operations of chime-sdk-voice without a wire, and the SMAs that they made. */
export function asking() {
  const clock = createClock(() => 0);
  const made: FakeSma[] = [];
  const make = (wanted: Parameters<typeof fakeSma>[0]) => {
    const sma = fakeSma(wanted);
    made.push(sma);
    return sma;
  };
  const own = make({ region: 'us-east-1', lambdaArn: arnOf('own') });
  const makeSma = (wanted: Parameters<typeof fakeSma>[0]) => {
    if (wanted.lambdaArn.endsWith(':missing')) return undefined;
    if (wanted.lambdaArn.endsWith(':broken')) return Promise.reject(new Error('SyntaxError: no'));
    return Promise.resolve(make(wanted));
  };
  const applications = createApplications(own, makeSma, clock);
  const operations = voiceOperations(applications, ACCOUNT, clock);
  const ask = async (name: string, input: object = {}, region = 'us-east-1'): Promise<Answered> => {
    const operation = operations.find((each) => each.name === name);
    const problem = operation?.problem(input);
    if (operation === undefined || problem !== undefined) throw new Refusal('BadRequestException', problem ?? name);
    return operation.run(input, { region });
  };
  const create = async (more: object = {}, region = 'us-east-1'): Promise<Answered> => {
    const Endpoints = [{ LambdaArn: arnOf('other', region) }];
    const answer = await ask(
      'CreateSipMediaApplication',
      { AwsRegion: region, Name: 'another', Endpoints, ...more },
      region,
    );
    return answer.SipMediaApplication;
  };
  return { clock, own, made, applications, ask, create };
}
