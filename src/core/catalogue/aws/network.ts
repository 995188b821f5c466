import type { AnswerEntry } from '../entry.js';
import { NODE, SDK } from '../sources.js';
import { NOT_DELIVERED, NOT_SENT, OPEN } from '../standing.js';
import { CHECK_NETWORK } from './network-steps.js';

const CONNECTING = ['connect', 'getaddrinfo'];

const CERTIFICATE_CODES = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
] as const;

/** Faults of the handshake. OpenSSL raises some of them for later records too; the connection tells which it was. */
const HANDSHAKE_CODES = [
  'EPROTO',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
] as const;

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
  {
    id: 'tls.certificate',
    title: 'The TLS certificate is not trusted',
    recognised: {
      says: /SSL validation failed for|certificate verify failed|self[- ]signed certificate|unable to get local issuer certificate|PKIX path building failed|x509: certificate|cURL error 60\b|remote certificate is invalid/i,
      error: { codes: CERTIFICATE_CODES },
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint }) => `This machine does not trust the TLS certificate that ${endpoint} showed.`,
    certainty: 'documented',
    sources: [NODE, 'https://nodejs.org/api/tls.html#x509-certificate-error-codes'],
    ...NOT_SENT,
    steps: ({ trust }) => [
      trust === null
        ? 'behind a proxy that opens TLS, set AWS_CA_BUNDLE to a file with the certificate of its authority'
        : `${trust} replaces the certificates of Node: see that it holds the authority that issued this one`,
      'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants) and the clock of this machine',
    ],
  },
  {
    id: 'tls.handshake',
    title: 'No TLS connection could be made',
    recognised: { error: { codes: HANDSHAKE_CODES }, failure: 'UNREACHABLE' },
    meaning: ({ endpoint }) => `No TLS connection to ${endpoint} could be made.`,
    certainty: 'documented',
    sources: [NODE],
    ...NOT_SENT,
    steps: () => ['check that the endpoint speaks https (--endpoint-url, AWS_ENDPOINT_URL and its variants)'],
  },
  {
    // Node's words for a connection that was cut during the handshake; its code is that of any reset.
    id: 'tls.cut',
    title: 'The connection was cut before TLS was set up',
    recognised: {
      error: { codes: ['ECONNRESET'], says: /before secure TLS connection was established/ },
      says: /before secure TLS connection was established/,
      failure: 'UNREACHABLE',
    },
    meaning: ({ endpoint }) => `A connection to ${endpoint} was cut before TLS was set up.`,
    certainty: 'observed',
    sources: [SDK],
    ...NOT_DELIVERED,
    steps: () => [CHECK_NETWORK],
  },
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
