import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { AwsHooks } from '../../src/aws/open.js';
import { openAws } from '../../src/aws/open.js';

export interface Received {
  method: string;
  path: string;
  target: string;
  body: Record<string, unknown>;
  headers: IncomingMessage['headers'];
}

/** What the stub does with one request. */
export type Reply = (response: ServerResponse, socket: Socket) => void;

/** The header by which an answer shows to be AWS's. */
export const MARK = { 'x-amzn-requestid': 'req-1' } as const;

/** A JSON answer, with the headers AWS gives. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return raw(status, JSON.stringify(body), {
    'content-type': 'application/json',
    ...MARK,
    ...headers,
  });
}

/** An answer with no header of AWS's. */
export function raw(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, headers).end(body);
}

export function awsError(status: number, type: string, message = 'No.', headers: Record<string, string> = {}): Reply {
  const body = { Code: type.replace(/Exception$/, ''), Message: message };
  return json(status, body, { 'x-amzn-errortype': type, ...headers });
}

export const hang: Reply = () => {};
/** A reply, and a signal of a time limit that comes once the request has arrived, however busy the machine is. */
export function stoppedAt(reply: Reply): { reply: Reply; signal: AbortSignal } {
  const stop = new AbortController();
  return {
    signal: stop.signal,
    reply: (response, socket) => {
      reply(response, socket);
      setImmediate(() => stop.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')));
    },
  };
}
export const reset: Reply = (_response, socket) => socket.destroy();
/** A success without a body, as AWS answers a delete. */
export const done: Reply = raw(204, '', MARK);
/** The answer's headers and half of its body, and then nothing. */
export const stall: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', ...MARK });
  response.write('{"Meeting":');
};
export const truncate: Reply = (response, socket) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500', ...MARK });
  response.write('{"Meeting":', () => socket.destroy());
};

export interface Stub {
  url: string;
  received: Received[];
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Short only where no answer comes: what a busy machine answers late is an answer all the same. */
export function limitsFor(...replies: Reply[]) {
  const requestMs = replies.includes(hang) || replies.includes(stall) ? 60 : 20_000;
  return { connectMs: 20_000, requestMs };
}

/** A server on loopback that answers request after request as told; the last reply goes on for ever. */
export async function startStub(...replies: Reply[]): Promise<Stub> {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    const reply = replies[Math.min(received.length, replies.length - 1)];
    let text = '';
    for await (const chunk of request) text += chunk;
    received.push({
      method: request.method ?? '',
      path: request.url ?? '',
      target: String(request.headers['x-amz-target'] ?? ''),
      body: text === '' ? {} : JSON.parse(text),
      headers: request.headers,
    });
    reply?.(response, request.socket);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => new Promise((done) => server.getConnections((_error, count) => done(count))),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** The environment of a machine with an account, and with nothing else of AWS's. */
export function useTestAccount(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  });
}

const opened: { close(): void }[] = [];
const started: Stub[] = [];

/** AWS as the core sees it, in front of a stub that answers like this. */
export async function awsAnswering(replies: Reply | Reply[], hooks: AwsHooks = {}) {
  const all = [replies].flat();
  const stub = await startStub(...all);
  const aws = openAws(
    { region: 'us-east-1', meetingsRegion: 'us-west-2', profile: null, endpointUrl: stub.url },
    { limits: limitsFor(...all), chance: () => 0, ...hooks },
  );
  started.push(stub);
  opened.push(aws);
  return { aws, stub, received: stub.received };
}

export async function closeAll(): Promise<void> {
  for (const aws of opened.splice(0)) aws.close();
  await Promise.all(started.splice(0).map((stub) => stub.close()));
}

export const never = new AbortController().signal;

export const MEETING_ID = '6f5b1a0e-2a55-4c0e-9f5d-3f6f0f1e2d3c';
export const ATTENDEE_ID = '0d1c2b3a-1111-2222-3333-444455556666';
export const MEETING = {
  MeetingId: MEETING_ID,
  ExternalMeetingId: 'standup',
  MediaRegion: 'us-west-2',
  MeetingArn: 'arn:aws:chime:m',
};
export const attendee = (ExternalUserId: string) => ({
  ExternalUserId,
  AttendeeId: ATTENDEE_ID,
  JoinToken: `token-of-${ExternalUserId}`,
});

export const UPDATE = {
  sipMediaApplicationId: '266e0891-0fe9-4718-a3a8-15b67842c128',
  transactionId: 'c5a25427-88f4-4bf6-b4b2-f44659300bdc',
  arguments: { JoinToken: 'very-secret-join-token', MeetingId: MEETING_ID },
};

/** What a promise was rejected with. */
export async function failureOf(promise: Promise<unknown>) {
  const { Failure } = await import('../../src/core/failure.js');
  const thrown = await promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`no Failure, but ${JSON.stringify(thrown)}`, { cause: thrown });
  return thrown;
}
