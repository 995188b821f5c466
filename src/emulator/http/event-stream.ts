import { crc32 } from 'node:zlib';

/** An answer that goes on: `begin` is given what sends an event, and gives back what ends it. */
export class EventStream {
  constructor(readonly begin: (stream: EventSink) => { stop(): void }) {}
}

export interface EventSink {
  /** Sends an event of this type with a JSON payload; an exception is the last of a stream. */
  send(type: string, payload: object, kind?: 'event' | 'exception'): void;
  end(): void;
}

export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream';

const STRING_HEADER = 7;

/** One message of AWS's event stream encoding: lengths, headers, payload, and a checksum of each part (Smithy, "Event stream"). */
export function eventMessage(type: string, payload: object, kind: 'event' | 'exception' = 'event'): Buffer {
  const headers = Buffer.concat([
    header(':message-type', kind),
    header(kind === 'event' ? ':event-type' : ':exception-type', type),
    header(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + headers.length + body.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const whole = Buffer.concat([prelude, checksum(prelude), headers, body]);
  return Buffer.concat([whole, checksum(whole)]);
}

function header(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length, 0);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([STRING_HEADER]), length, text]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes) >>> 0, 0);
  return sum;
}
