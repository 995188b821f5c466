import { randomUUID } from 'node:crypto';
import { ChimeSDKMeetingsClient } from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach } from 'vitest';
import { startEmbeddedAws } from '../../src/emulator/embedded-aws.js';
import type { EmulatorOptions, SmaParts } from '../../src/emulator/emulator.js';
import { RULES } from '../../src/emulator/rules/index.js';
import type { SipMediaApplication } from '../../src/emulator/world.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** An SMA that only notes what it is asked for: its calls are lists of what happened to them. */
export interface NotingSma extends SipMediaApplication {
  updates: { transactionId: string; args: Record<string, unknown> }[];
  outbound: Parameters<SipMediaApplication['placeOutbound']>[0][];
  parts: SmaParts;
}

function notingSma(parts: SmaParts): NotingSma {
  const calls = new Map<string, 'Connected' | 'Disconnected'>();
  const place = () => {
    const transactionId = randomUUID();
    calls.set(transactionId, 'Connected');
    return { transactionId, callId: randomUUID() };
  };
  const sma: NotingSma = {
    parts,
    updates: [],
    outbound: [],
    sipMediaApplicationId: parts.sipMediaApplicationId ?? randomUUID(),
    name: 'noting',
    region: parts.region,
    lambdaArn: `arn:aws:lambda:${parts.region}:${parts.accountId}:function:noting`,
    functionName: 'noting',
    logGroupName: '/aws/lambda/noting',
    createdAt: parts.clock.now(),
    messageLogs: true,
    placeInbound: async () => place(),
    placeOutbound: (request) => {
      sma.outbound.push(request);
      return place();
    },
    update: (transactionId, args) => {
      const status = calls.get(transactionId);
      if (status === undefined) return 'no-such-call';
      if (status === 'Disconnected') return 'call-ended';
      sma.updates.push({ transactionId, args });
      return 'accepted';
    },
    hangUp: (transactionId) => {
      if (calls.get(transactionId) !== 'Connected') return false;
      calls.set(transactionId, 'Disconnected');
      return true;
    },
    press: (transactionId) => calls.get(transactionId) === 'Connected',
    isHandlerAtWork: () => false,
    calls: () =>
      [...calls].map(([transactionId, status]) => ({
        transactionId,
        sipMediaApplicationId: sma.sipMediaApplicationId,
        status,
        legs: [],
        notSimulated: [],
        events: [],
      })),
    reset: async () => calls.clear(),
    close: async () => calls.clear(),
  };
  return sma;
}

/** Whatever the control plane answers; the tests say what they expect of it. */
// biome-ignore lint/suspicious/noExplicitAny: the tests' own view of JSON
type ControlBody = any;

export type Running = Awaited<ReturnType<typeof running>>;

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** An embedded AWS with a noting SMA and SDK clients that ask once; ends with the test. */
export async function running(options: Partial<EmulatorOptions> = {}) {
  let made: NotingSma | undefined;
  const said: string[] = [];
  const emulator = await startEmbeddedAws(
    { handlerFile: 'none', stderr: (line) => said.push(line), ...options },
    async (parts) => {
      made = notingSma(parts);
      return made;
    },
    RULES,
  );
  const sma = made!;
  const clients = (region = emulator.region) => {
    const config = {
      region,
      endpoint: emulator.url,
      maxAttempts: 1,
      credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'emulator' },
    };
    const all = {
      meetings: new ChimeSDKMeetingsClient(config),
      voice: new ChimeSDKVoiceClient(config),
      logs: new CloudWatchLogsClient(config),
    };
    toClose.unshift(async () =>
      Object.values(all)
        .map((client) => client.destroy())
        .pop(),
    );
    return all;
  };
  toClose.push(() => emulator.close());
  const control = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${emulator.url}/_emulator${path}`, init);
    return { status: response.status, body: (await response.json()) as ControlBody };
  };
  return { ...emulator, emulator, sma, said, control, clients, ...clients() };
}

/** An Authorization that names a region, as the SDKs sign. */
export const signedFor = (region = 'us-east-1', service = 'chime') => ({
  authorization: `AWS4-HMAC-SHA256 Credential=EMULATOR/20261122/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});
