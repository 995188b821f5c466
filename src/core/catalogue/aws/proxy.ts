import { NOT_DELIVERED, NOT_SENT } from '../after-request.js';
import type { AnswerEntry, Circumstances } from '../entry.js';

const CONNECT = 'https://www.rfc-editor.org/rfc/rfc9110#name-connect';
const SIGN_IN = 'https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re';
const LIBRARY = 'hpagent, run against a local proxy';

const OR_WITHOUT = 'hosts that are reached without it belong in NO_PROXY, separated by commas';

/** Capitalised where a sentence begins with it. */
const proxyOf = ({ proxy }: Circumstances) => proxy.replace(/^t/, 'T');

/**
 * The proxy between this machine and AWS. A tunnel that does not come to stand has carried nothing: none of these is an
 * answer of AWS's. The codes are our own.
 */
export const PROXY_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'proxy.unreachable',
    title: 'The proxy cannot be reached',
    recognised: {
      error: { codes: ['ERR_PROXY_UNREACHABLE'] },
      says: /Failed to connect to proxy URL|tunneling socket could not be established/i,
      words: ['ERR_PROXY_UNREACHABLE'],
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint, proxy }) => `No connection to ${endpoint} could be made: ${proxy} cannot be reached.`,
    certainty: 'observed',
    sources: [LIBRARY],
    ...NOT_DELIVERED,
    steps: () => [
      'check the host and the port in HTTPS_PROXY (https_proxy comes first), and that the proxy runs',
      OR_WITHOUT,
    ],
  },
  {
    id: 'proxy.timed-out',
    title: 'The proxy opened no tunnel in time',
    recognised: {
      error: { codes: ['ERR_PROXY_TIMED_OUT'] },
      words: ['ERR_PROXY_TIMED_OUT'],
      failure: 'UNREACHABLE',
    },
    meaning: (told) => `${proxyOf(told)} gave no connection to ${told.endpoint} in time.`,
    certainty: 'observed',
    sources: [LIBRARY],
    ...NOT_DELIVERED,
    steps: () => ['check that HTTPS_PROXY names a proxy for https', OR_WITHOUT],
  },
  {
    id: 'proxy.cut',
    title: 'The proxy cut the connection before TLS was set up',
    recognised: { error: { codes: ['ERR_PROXY_CUT'] }, words: ['ERR_PROXY_CUT'], failure: 'UNREACHABLE' },
    meaning: (told) => `${proxyOf(told)} cut the connection to ${told.endpoint} before TLS was set up.`,
    certainty: 'observed',
    sources: [LIBRARY],
    ...NOT_DELIVERED,
    steps: () => ["ask the proxy's people whether it lets this host through", OR_WITHOUT],
  },
  {
    id: 'proxy.sign-in-missing',
    title: 'The proxy wants a user and a password, and none were given',
    recognised: {
      error: { codes: ['ERR_PROXY_SIGN_IN_MISSING'] },
      words: ['ERR_PROXY_SIGN_IN_MISSING'],
      failure: 'UNREACHABLE',
    },
    meaning: (told) => `${proxyOf(told)} wants to be signed in to, and the variable holds no user and password.`,
    certainty: 'documented',
    sources: [SIGN_IN, LIBRARY],
    ...NOT_SENT,
    steps: () => [
      'export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT',
      'only Basic is spoken, neither NTLM nor Negotiate',
    ],
  },
  {
    id: 'proxy.sign-in-refused',
    title: 'The proxy does not accept the user and password',
    recognised: {
      error: { codes: ['ERR_PROXY_SIGN_IN_REFUSED'] },
      words: ['ERR_PROXY_SIGN_IN_REFUSED'],
      failure: 'UNREACHABLE',
    },
    meaning: (told) => `${proxyOf(told)} does not accept the user and password that the variable holds.`,
    certainty: 'documented',
    sources: [SIGN_IN, LIBRARY],
    ...NOT_SENT,
    steps: () => [
      'check them: export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded',
      'only Basic is spoken, neither NTLM nor Negotiate',
    ],
  },
  {
    id: 'proxy.forbidden',
    title: 'The proxy does not let this host through',
    recognised: {
      error: { codes: ['ERR_PROXY_FORBIDDEN'] },
      words: ['ERR_PROXY_FORBIDDEN'],
      failure: 'UNREACHABLE',
    },
    meaning: (told) => `${proxyOf(told)} refused a connection to ${told.endpoint}.`,
    certainty: 'documented',
    sources: [CONNECT, LIBRARY],
    ...NOT_SENT,
    steps: () => ["ask the proxy's people to allow *.amazonaws.com and *.api.aws, port 443", OR_WITHOUT],
  },
  {
    id: 'proxy.failed',
    title: 'The proxy could not reach the endpoint',
    recognised: { error: { codes: ['ERR_PROXY_FAILED'] }, words: ['ERR_PROXY_FAILED'], failure: 'UNREACHABLE' },
    meaning: (told) => `${proxyOf(told)} could not reach ${told.endpoint}.`,
    certainty: 'documented',
    sources: [CONNECT, LIBRARY],
    ...NOT_DELIVERED,
    steps: () => ['check --region and the endpoint', OR_WITHOUT],
  },
];
