import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, readBody } from '../../../src/emulator/http/body.js';

const MB = 2 ** 20;

/** A body on its way: what is written into the request, and what it is read as. */
function reading() {
  const request = new PassThrough();
  return { request, body: readBody(request as unknown as IncomingMessage) };
}

describe('the body of a request', () => {
  it('is whole, in whatever parts it comes', async () => {
    const { request, body } = reading();
    request.write('{"a":');
    request.end('1}');
    expect((await body).toString()).toBe('{"a":1}');
  });

  it('may be empty', async () => {
    const { request, body } = reading();
    request.end();
    expect(await body).toEqual(Buffer.alloc(0));
  });

  it('may be 1 MiB, and not a byte more', async () => {
    expect(MAX_BODY_BYTES).toBe(MB);
    const within = reading();
    within.request.end(Buffer.alloc(MB));
    expect(await within.body).toHaveLength(MB);
    const beyond = reading();
    beyond.request.end(Buffer.alloc(MB + 1));
    expect(await beyond.body).toBe('too-large');
  });

  it('that is too large is known before it ends, and the rest is read so that its client hears of it', async () => {
    const { request, body } = reading();
    request.write(Buffer.alloc(MB + 1));
    expect(await body).toBe('too-large');
    request.end(Buffer.alloc(MB));
    await new Promise((resolve) => request.once('end', resolve));
    expect(request.readableEnded).toBe(true);
  });

  it('that never ends is cut off after 16 MiB', async () => {
    const { request, body } = reading();
    for (let count = 0; count <= 16; count += 1) request.write(Buffer.alloc(MB));
    expect(await body).toBe('too-large');
    await new Promise((resolve) => request.once('close', resolve));
    expect(request.destroyed).toBe(true);
  });

  it.each([undefined, new Error('reset')])('whose client leaves (%s) is gone', async (error) => {
    const { request, body } = reading();
    request.write('{');
    request.destroy(error);
    expect(await body).toBe('gone');
  });
});
