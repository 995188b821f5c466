import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';
import { type EventStream, eventMessage } from './event-stream.js';

/** Ways an answer can leave, the good one and the spoilt ones. Nothing happens where the client has left. */

export function send(response: ServerResponse, { status, headers, body, stream }: Answer): void {
  response.sendDate = false;
  if (stream !== undefined) {
    response.writeHead(status, headers);
    sendEvents(response, stream);
    return;
  }
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(status === 204 ? undefined : body);
}

/** A client that reads slower than it is sent to is waited for no longer than this. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

function sendEvents(response: ServerResponse, stream: EventStream): void {
  const { stop } = stream.begin({
    send: (type, payload, kind) => {
      if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
      else response.write(eventMessage(type, payload, kind));
    },
    end: () => response.end(),
  });
  response.once('close', stop);
}

/** The connection breaks in the middle of the answer: half of its body, or half of its head where it has none. */
export function sendHalf(response: ServerResponse, { status, headers, body }: Answer): void {
  const { socket } = response;
  const bytes = Buffer.from(body);
  if (bytes.length === 0) {
    socket?.write(`HTTP/1.1 ${status} No Content\r\nx-amzn-requ`, () => socket.destroy());
    return;
  }
  response.sendDate = false;
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket?.destroy());
}

/** The connection breaks with a TCP reset. */
export function breakOff(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
