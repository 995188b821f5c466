import { NOT_DELIVERED, OPEN } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { NODE, SDK } from '../sources.js';
import { CHECK_NETWORK } from './network-steps.js';
import { TLS_ENTRIES } from './tls.js';

const CONNECTING = ['connect', 'getaddrinfo'];

/** As the SDKs for JavaScript (v2), Java, Go, PHP, Ruby and .NET say it. */
const UNKNOWN_HOST =
  /Inaccessible host: |\bUnknownEndpoint\b|\bUnknownHostException\b|\bno such host\b(?! \w)|Could not resolve host\b|getaddrinfo: (?:Name or service not known|nodename nor servname)|Name or service not known|No such host is known/i;

const REFUSED_CONNECTION = /connect: connection refused|Connection refused - connect\(2\)|\bConnection refused\b/i;

const NO_CONNECTION_IN_TIME =
  /did not establish a connection|Connect timeout on endpoint URL|without establishing a connection|\bNet::OpenTimeout\b|connect timed out|\bdial tcp\b.{0,200}i\/o timeout/i;

const NO_ANSWER_IN_TIME =
  /Read timeout on endpoint URL|Client execution did not complete before the specified timeout|HTTP request execution did not complete before the specified timeout|\bRead timed out\b|\bNet::ReadTimeout\b|cURL error 28\b|context deadline exceeded|HttpClient\.Timeout of|Client\.Timeout exceeded while awaiting headers/i;

/**
 * Where no answer came. Node names the system call: one that failed to resolve or connect has sent nothing. Everything
 * after the connection stood may have arrived.
 */
export const NETWORK_ENTRIES: readonly AnswerEntry[] = [
  ...TLS_ENTRIES,
  {
    id: 'dns.unknown-host',
    title: 'The host name is not known',
    recognised: {
      error: { codes: ['ENOTFOUND', 'ENODATA'] },
      says: UNKNOWN_HOST,
      words: ['UnknownEndpoint', 'UnknownHostException'],
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint }) =>
      `The host name of ${endpoint} is not known: there may be none, or this machine has no name service.`,
    certainty: 'observed',
    sources: [SDK, NODE],
    ...NOT_DELIVERED,
    steps: () => [
      'check --region, --meetings-region and the network connection of this machine',
      'the SDK makes a host name of any region: voice and meetings are not offered in the same ones',
    ],
  },
  {
    id: 'dns.no-answer',
    title: 'The host name could not be looked up',
    recognised: {
      error: { codes: ['EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ETIMEOUT', 'ESERVFAIL'] },
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint }) => `The host name of ${endpoint} could not be looked up.`,
    certainty: 'documented',
    sources: ['https://nodejs.org/api/dns.html#error-codes'],
    ...NOT_DELIVERED,
    steps: () => ['check the network connection and name service of this machine'],
  },
  {
    id: 'connection.refused',
    title: 'The connection was refused',
    recognised: { error: { codes: ['ECONNREFUSED'] }, says: REFUSED_CONNECTION, failure: 'UNREACHABLE' },
    meaning: ({ endpoint }) => `Nothing listens where ${endpoint} should be: the connection was refused.`,
    certainty: 'observed',
    sources: [SDK, NODE],
    ...NOT_DELIVERED,
    steps: () => [
      'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants)',
      'for a rehearsal, see that the emulator still runs: chime-join emulator start',
    ],
  },
  {
    // The SDK's connection time-out has no code; Node's own names the system call, or is an AggregateError of such.
    id: 'connection.timed-out',
    title: 'No connection could be made in time',
    recognised: {
      error: { names: ['TimeoutError'], says: /did not establish a connection/ },
      says: NO_CONNECTION_IN_TIME,
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint }) => `No connection to ${endpoint} could be made in time.`,
    certainty: 'observed',
    sources: [SDK],
    ...NOT_DELIVERED,
    steps: () => [CHECK_NETWORK],
  },
  {
    id: 'connection.failed',
    title: 'No connection could be made',
    recognised: {
      says: /Could not connect to the endpoint URL|Failed to open TCP connection to|cURL error 7\b/i,
      error: { syscalls: CONNECTING },
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint }) => `No connection to ${endpoint} could be made.`,
    certainty: 'documented',
    sources: [NODE],
    ...NOT_DELIVERED,
    steps: () => [CHECK_NETWORK],
  },
  {
    id: 'connection.cut',
    title: 'The connection was cut before AWS had answered',
    recognised: {
      error: {
        codes: [
          'ECONNRESET',
          'EPIPE',
          'ECONNABORTED',
          'ERR_STREAM_PREMATURE_CLOSE',
          'EHOSTUNREACH',
          'ENETUNREACH',
          'ENETDOWN',
        ],
      },
      says: /socket hang up|Connection was closed before we received a valid response|connection reset by peer|Connection reset\b/,
      failure: 'UNAVAILABLE',
    },
    meaning: ({ doing, perhaps }) =>
      `The connection was cut before AWS had answered the request to ${doing}${perhaps}.`,
    certainty: 'observed',
    sources: [SDK, NODE],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, CHECK_NETWORK],
  },
  {
    id: 'request.timed-out',
    title: 'AWS did not answer in time',
    recognised: {
      says: NO_ANSWER_IN_TIME,
      error: { names: ['TimeoutError'], codes: ['ETIMEDOUT', 'ESOCKETTIMEDOUT'] },
      failure: 'TIMED_OUT',
    },
    meaning: ({ doing, perhaps }) => `AWS did not answer the request to ${doing} in time${perhaps}.`,
    certainty: 'observed',
    sources: [SDK],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, CHECK_NETWORK],
  },
];
