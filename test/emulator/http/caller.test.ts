import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { credentialScope, foreignness } from '../../../src/emulator/http/caller.js';

const PORT = 4010;
const from = (headers: Record<string, string>) => foreignness({ headers } as unknown as IncomingMessage, PORT);

describe('a request of this machine', () => {
  it.each(['127.0.0.1', 'localhost', 'LocalHost', '[::1]'])('comes to %s at our port', (name) => {
    expect(from({ host: `${name}:${PORT}` })).toBeUndefined();
  });

  it('may come from a page that we are', () => {
    expect(from({ host: `localhost:${PORT}`, origin: `http://127.0.0.1:${PORT}` })).toBeUndefined();
  });
});

describe('a request of somebody else', () => {
  it.each([
    {},
    { host: '' },
    { host: 'localhost' },
    { host: 'localhost:80' },
    { host: `evil.example:${PORT}` },
    { host: `127.0.0.1.evil.example:${PORT}` },
    { host: `localhost@evil.example:${PORT}` },
    { host: `127.0.0.2:${PORT}` },
  ])('comes to %j', (headers) => {
    expect(from(headers as Record<string, string>)).toContain('the Host of a request must be one of');
  });

  it.each([
    'null',
    'https://evil.example',
    `https://localhost:${PORT}`,
    `http://localhost:${PORT + 1}`,
    'http://localhost',
  ])('comes from the page %s', (origin) => {
    expect(from({ host: `localhost:${PORT}`, origin })).toBe('requests of web pages are not accepted');
  });
});

describe('what a request was signed for', () => {
  const signed = (scope: string) => `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;

  it('is in its credential', () => {
    expect(credentialScope(signed('KEY/20261122/eu-central-1/chime/aws4_request'))).toEqual({
      region: 'eu-central-1',
      service: 'chime',
    });
  });

  it.each([undefined, '', '  '])('%j is nothing', (authorization) => {
    expect(credentialScope(authorization)).toBe('unsigned');
  });

  it.each([
    'Bearer token',
    signed(''),
    signed('KEY/20261122/eu-central-1/chime'),
    signed('KEY/2026/eu-central-1/chime/aws4_request'),
    signed('/20261122/eu-central-1/chime/aws4_request'),
    signed('KEY/20261122/EU/chime/aws4_request'),
    signed(`${'K'.repeat(257)}/20261122/eu-central-1/chime/aws4_request`),
    signed('KEY/20261122/eu-central-1/chime/aws4_requests'),
  ])('%s says too little', (authorization) => {
    expect(credentialScope(authorization)).toBe('incomplete');
  });
});
