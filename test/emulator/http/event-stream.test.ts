import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventMessage } from '../../../src/emulator/http/event-stream.js';

/** Reads one message as Smithy's "Event stream" describes it. */
function decoded(message: Buffer) {
  const total = message.readUInt32BE(0);
  const ofHeaders = message.readUInt32BE(4);
  const sums = {
    prelude: message.readUInt32BE(8) === crc32(message.subarray(0, 8)),
    message: message.readUInt32BE(total - 4) === crc32(message.subarray(0, total - 4)),
  };
  const headers: Record<string, string> = {};
  for (let at = 12; at < 12 + ofHeaders; ) {
    const nameEnd = at + 1 + message[at]!;
    const name = message.subarray(at + 1, nameEnd).toString();
    expect(message[nameEnd]).toBe(7);
    const valueEnd = nameEnd + 3 + message.readUInt16BE(nameEnd + 1);
    headers[name] = message.subarray(nameEnd + 3, valueEnd).toString();
    at = valueEnd;
  }
  return { total, sums, headers, payload: JSON.parse(message.subarray(12 + ofHeaders, total - 4).toString()) };
}

describe('a message of an event stream', () => {
  it('has its type and its content in headers', () => {
    expect(decoded(eventMessage('sessionUpdate', { a: 1 })).headers).toEqual({
      ':message-type': 'event',
      ':event-type': 'sessionUpdate',
      ':content-type': 'application/json',
    });
  });

  it('that is an exception says so', () => {
    expect(decoded(eventMessage('SessionTimeoutException', {}, 'exception')).headers).toMatchObject({
      ':message-type': 'exception',
      ':exception-type': 'SessionTimeoutException',
    });
  });

  it('is as long as it says, with two right checksums, whatever it carries', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{1,40}$/), fc.dictionary(fc.string(), fc.string()), (type, payload) => {
        const message = eventMessage(type, payload);
        const { total, sums, payload: read } = decoded(message);
        expect(total).toBe(message.length);
        expect(sums).toEqual({ prelude: true, message: true });
        expect(read).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
    );
  });
});
