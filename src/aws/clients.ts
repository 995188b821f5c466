import type { Agent } from 'node:http';
import type { Command, HttpHandlerOptions, RetryStrategyV2 } from '@smithy/types';
import type { AwsSettings } from '../core/ports/aws.js';
import { connectionsFor } from './connections.js';
import { followProcesses } from './credential-processes.js';
import { endpointFor, type Service } from './endpoint.js';

/** How long one request may take, connecting included. */
export interface RequestLimits {
  connectMs: number;
  /** From the request's first byte to the answer's last. */
  requestMs: number;
}

export const REQUEST_LIMITS: RequestLimits = { connectMs: 3_000, requestMs: 10_000 };

/** What takes a raw request to the wire. */
export interface Carrier {
  client: { config: object; send(command: CarriedCommand, options: HttpHandlerOptions): Promise<unknown> };
  command: CarriedCommand;
  path: string;
}
// biome-ignore lint/suspicious/noExplicitAny: it is of any operation, and no answer of it is read
export type CarriedCommand = Pick<Command<any, any, any, any, any>, 'middlewareStack'>;

/** SDK clients, each loaded and made when it is first asked for; all of them send over the same connections. */
export type Clients = ReturnType<typeof lazyClients>;

/** In place of what the SDK's chain would find. */
export interface StaticCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Of an emulator's own requests: a setting for AWS's endpoints does not concern it. */
const PLAIN_ENDPOINT = { useFipsEndpoint: false, useDualstackEndpoint: false } as const;

const ANY_ID = '00000000-0000-0000-0000-000000000000';

/** The SDK reads AWS_MAX_ATTEMPTS and AWS_RETRY_MODE only where these are not given. */
const ONCE = { maxAttempts: 1, retryMode: 'standard' } as const;

/** Without one the SDK writes warnings to stderr, of two sources of credentials for example. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** `retryStrategy` is asked about everything but the update of a call. */
export function lazyClients(
  settings: AwsSettings,
  retryStrategy: RetryStrategyV2,
  limits: RequestLimits,
  ownAgent?: Agent,
) {
  let opened: { destroy(): void } | null = null;
  const processes = followProcesses();
  /** What AWS's clock is ahead of this machine's, as the last answer's Date says: one answer corrects every client. */
  let clockOffset = 0;
  const severalTimes = { maxAttempts: 3, retryStrategy };

  /** One for all clients, so that they share its connections. */
  const requestHandler = once(async () => {
    const { httpAgent, httpsAgent, connectionTimeout } = await connectionsFor(settings.profile, limits.connectMs);
    const { NodeHttpHandler } = await import('@smithy/node-http-handler');
    const handler = new NodeHttpHandler({
      httpAgent: ownAgent ?? httpAgent,
      httpsAgent,
      connectionTimeout,
      requestTimeout: limits.requestMs,
      // Without it the SDK prints a warning and goes on waiting.
      throwOnRequestTimeout: true,
    });
    opened = handler;
    return handler;
  });

  /** What every client is made with. */
  async function options(service: Service, region: string) {
    const endpoint = await endpointFor(settings, service);
    const handler = await requestHandler();
    return {
      region,
      ...(settings.profile === null ? {} : { profile: settings.profile }),
      ...(endpoint === null ? {} : { endpoint }),
      // They are read above: the SDK would read them without regard to the profile.
      ignoreConfiguredEndpointUrls: true,
      requestHandler: handler,
      logger: SILENT,
      // For the clients that fetch the credentials of an SSO session; those of STS take the handler above.
      clientConfig: { requestHandler: handler },
    };
  }

  /** What one client learns of AWS's clock, every other one knows. */
  function ofOneClock<Client extends { config: object }>(client: Client): Client {
    // The SDK's signer keeps what it learns of the clock here, per client.
    Object.defineProperty(client.config, 'systemClockOffset', {
      get: () => clockOffset,
      set: (offset: number) => {
        clockOffset = offset;
      },
    });
    return client;
  }

  async function voice(retries: typeof ONCE | typeof severalTimes) {
    const sdk = await quietly(() => import('./sdk/voice.js'));
    const given = await options('voice', settings.region);
    return { sdk, client: ofOneClock(new sdk.ChimeSDKVoiceClient({ ...given, ...retries })) };
  }

  const carriers = new Map<string, Promise<{ client: Carrier['client']; command: () => Omit<Carrier, 'client'> }>>();

  async function makeCarrier(service: Service, region: string, credentials: StaticCredentials | null) {
    const own = credentials === null ? {} : { credentials, ...PLAIN_ENDPOINT };
    const given = { ...(await options(service, region)), ...ONCE, ...own };
    const carrier = await quietly(() => import('./sdk/carriers.js'));
    const { client, ...made } = carrier.of(service, given, ANY_ID);
    return { client: ofOneClock(client) as Carrier['client'], ...made };
  }

  return {
    limits,
    meetings: once(async () => {
      const sdk = await quietly(() => import('./sdk/meetings.js'));
      const given = await options('meetings', settings.meetingsRegion);
      const client = new sdk.ChimeSDKMeetingsClient({ ...given, ...severalTimes });
      return { sdk, client: ofOneClock(client) };
    }),
    voice: once(() => voice(severalTimes)),
    /** Sends a request exactly once, whatever the environment or the profile say about retries. */
    voiceOnce: once(() => voice(ONCE)),
    logs: once(async () => {
      const sdk = await quietly(() => import('./sdk/logs.js'));
      const given = await options('logs', settings.region);
      return { sdk, client: ofOneClock(new sdk.CloudWatchLogsClient({ ...given, ...severalTimes })) };
    }),
    /** A client, and a command whose request another takes the place of; `path` is how its own ends. Sent exactly once. */
    async carrier(service: Service, region: string, credentials: StaticCredentials | null): Promise<Carrier> {
      const key = `${service} ${region}`;
      const made = carriers.get(key) ?? makeCarrier(service, region, credentials);
      carriers.set(key, made);
      const { client, command } = await made;
      return { client, ...command() };
    },
    /** Drops every connection and credential process, so that nothing keeps the process alive. */
    close(): void {
      opened?.destroy();
      processes.end();
    },
  };
}

/** On Node 20 the SDK prints a notice on stderr when its first client is made, unless this is set before. */
function quietly<Sdk>(load: () => Promise<Sdk>): Promise<Sdk> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  return load();
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
