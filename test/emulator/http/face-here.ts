import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createClock } from '../../../src/emulator/clock.js';
import { createFaultList, type Fault } from '../../../src/emulator/faults.js';
import { createAwsFace } from '../../../src/emulator/http/aws.js';
import { operation } from '../../../src/emulator/http/operation.js';
import { Refusal } from '../../../src/emulator/http/refusal.js';
import { structure, text } from '../../../src/emulator/http/shape.js';
import { createQuotas, type Quota } from '../../../src/emulator/quotas.js';
import { createRequestRecord } from '../../../src/emulator/requests.js';

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=KEY/20261122/us-east-1/chime/aws4_request, SignedHeaders=host, Signature=0';

/** What became of one request on its connection. */
export interface Heard {
  status?: number;
  headers?: Record<string, string>;
  body: string;
  /** Whole: the answer ended. Reset and destroyed: the connection did. */
  end: 'whole' | 'reset' | 'destroyed' | 'open';
}

function connection() {
  const heard: Heard = { body: '', end: 'open' };
  const socket = {
    write: (part: string, sent: () => void) => {
      heard.body += part;
      sent();
    },
    destroy: () => void Object.assign(heard, { end: 'destroyed' }),
    resetAndDestroy: () => void Object.assign(heard, { end: 'reset' }),
  };
  const response = Object.assign(new EventEmitter(), {
    socket,
    writeHead: (status: number, headers: Record<string, string>) => void Object.assign(heard, { status, headers }),
    write: (part: Buffer, sent?: () => void) => {
      heard.body += part.toString();
      sent?.();
    },
    end: (body?: string) => {
      heard.body += body ?? '';
      heard.end = 'whole';
    },
  });
  return { heard, response: response as unknown as ServerResponse };
}

/** The AWS face over one operation, CreateMeeting, which counts how often it ran; nothing goes over a wire. */
export function faceHere({ faults = [], quota }: { faults?: Fault[]; quota?: Quota } = {}) {
  const clock = createClock(() => 0);
  const stderr: string[] = [];
  const requests = createRequestRecord(clock);
  const state = { ran: 0 };
  const create = operation({
    name: 'CreateMeeting',
    service: 'meetings',
    success: 201,
    ...(quota === undefined ? {} : { quota }),
    input: structure({ ExternalMeetingId: text({ max: 8 }) }),
    run: ({ ExternalMeetingId }) => {
      state.ran += 1;
      if (ExternalMeetingId === 'full') throw new Refusal('LimitExceededException', 'full');
      if (ExternalMeetingId === 'broken') throw new TypeError('no such thing');
      return { Meeting: { ExternalMeetingId } };
    },
  });
  const face = createAwsFace({
    ...{ clock, quotas: createQuotas(clock), faults: createFaultList(faults), requests, operations: [create] },
    ...{ accountId: '111122223333', stderr: (line) => stderr.push(line) },
  });
  const ask = (ExternalMeetingId: unknown = 'standup', { url = '/meetings', headers = {} } = {}) => {
    const { heard, response } = connection();
    const request = {
      ...{ method: 'POST', url, socket: { remoteAddress: '127.0.0.1' } },
      headers: { authorization: AUTHORIZATION, ...headers },
    };
    const body = Buffer.from(JSON.stringify({ ExternalMeetingId }));
    void face.serve(request as unknown as IncomingMessage, body, response);
    return heard;
  };
  return { face, ask, clock, stderr, requests, state };
}
