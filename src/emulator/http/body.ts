import type { IncomingMessage } from 'node:http';

/** More than any request of these services, less than what hurts. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** How much of a body that is too large is read and thrown away, so that the client gets to read the refusal. */
const MAX_DRAIN_BYTES = 16 * MAX_BODY_BYTES;

/** The whole body; `too-large` beyond 1 MiB (the rest is then drained); `gone` where the client left while sending. */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= MAX_BODY_BYTES) parts.push(part);
      else if (size > MAX_DRAIN_BYTES) request.destroy();
      else {
        parts.length = 0;
        resolve('too-large');
      }
    });
    request.on('end', () => resolve(size > MAX_BODY_BYTES ? 'too-large' : Buffer.concat(parts)));
    request.on('error', () => resolve('gone'));
    request.on('close', () => resolve('gone'));
  });
}
