import type { IncomingMessage } from 'node:http';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

const HOST_ALONE = /^(.*?)(?::(\d+))?$/;

/**
 * Why this request is not from a program on this machine that means the emulator, or undefined. A web page can make a
 * browser send requests to loopback: it then carries the page's Origin, or (DNS rebinding) the page's own host name.
 */
export function foreignness(request: IncomingMessage, port: number): string | undefined {
  const { host, origin } = request.headers;
  if (host === undefined || !isLoopback(host, port)) {
    return `the Host of a request must be one of ${LOOPBACK_NAMES.map((name) => `${name}:${port}`).join(', ')}`;
  }
  const own = origin === undefined || (origin.startsWith('http://') && isLoopback(origin.slice(7), port));
  return own ? undefined : 'requests of web pages are not accepted';
}

function isLoopback(authority: string, port: number): boolean {
  const [, name = '', ownPort = '80'] = HOST_ALONE.exec(authority) ?? [];
  return LOOPBACK_NAMES.includes(name.toLowerCase()) && Number(ownPort) === port;
}

/** SigV4: `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, …` */
const CREDENTIAL =
  /^AWS4-HMAC-SHA256\s.*?Credential=[^/,\s]{1,256}\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request(?:,|\s|$)/;

/** What a request was signed for. */
export interface CredentialScope {
  region: string;
  service: string;
}

/**
 * The scope a request was signed for; `unsigned` without an Authorization, `incomplete` where it names none. The signature
 * itself is not checked: every secret is right.
 */
export function credentialScope(authorization: string | undefined): CredentialScope | 'unsigned' | 'incomplete' {
  if (authorization === undefined || authorization.trim() === '') return 'unsigned';
  const [, region, service] = CREDENTIAL.exec(authorization) ?? [];
  return region === undefined || service === undefined ? 'incomplete' : { region, service };
}
