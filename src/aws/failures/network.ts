import type { Delivery } from '../../core/failure.js';
import { sighting } from '../sighting.js';
import { matches, type Row } from './row.js';

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

/** Alerts and faults that TLS raises only before the first byte of a request. */
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

/**
 * Where no answer came. Node names the system call: one that failed to resolve or connect has sent nothing. Everything
 * after the connection stood may have arrived.
 */
export const NETWORK_ROWS: readonly Row[] = [
  {
    codes: CERTIFICATE_CODES,
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `This machine does not trust the TLS certificate that ${endpoint} showed.`,
    tryThis: () => [
      'behind a proxy that opens TLS, set NODE_EXTRA_CA_CERTS to the file of its certificate authority',
      'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants) and the clock of this machine',
    ],
  },
  {
    codes: HANDSHAKE_CODES,
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `No TLS connection to ${endpoint} could be made.`,
    tryThis: () => ['check that the endpoint speaks https (--endpoint-url, AWS_ENDPOINT_URL and its variants)'],
  },
  {
    // Node's words for a connection that was cut during the handshake; its code is that of any reset.
    codes: ['ECONNRESET'],
    says: /before secure TLS connection was established/,
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `A connection to ${endpoint} was cut before TLS was set up.`,
    tryThis: () => ['check the network, a proxy or a firewall in between, and run the command again'],
  },
  {
    codes: ['ENOTFOUND', 'ENODATA'],
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) =>
      `The host name of ${endpoint} is not known: there may be none, or this machine has no name service.`,
    tryThis: () => ['check --region, --meetings-region and the network connection of this machine'],
  },
  {
    codes: ['EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ETIMEOUT', 'ESERVFAIL'],
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `The host name of ${endpoint} could not be looked up.`,
    tryThis: () => ['check the network connection and name service of this machine, and run the command again'],
  },
  {
    codes: ['ECONNREFUSED'],
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `Nothing listens where ${endpoint} should be: the connection was refused.`,
    tryThis: () => [
      'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants)',
      'for a rehearsal, see that the emulator still runs: chime-join emulator start',
    ],
  },
  {
    // The SDK's connection time-out has no code; Node's own names the system call, or is an AggregateError of such.
    names: ['TimeoutError'],
    says: /did not establish a connection/,
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `No connection to ${endpoint} could be made in time.`,
    tryThis: () => ['check the network, a proxy or a firewall in between, and run the command again'],
  },
  {
    syscalls: CONNECTING,
    failure: 'UNREACHABLE',
    delivery: 'not-sent',
    message: ({ endpoint }) => `No connection to ${endpoint} could be made.`,
    tryThis: () => ['check the network, a proxy or a firewall in between, and run the command again'],
  },
  {
    codes: [
      'ECONNRESET',
      'EPIPE',
      'ECONNABORTED',
      'ERR_STREAM_PREMATURE_CLOSE',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENETDOWN',
    ],
    failure: 'UNAVAILABLE',
    delivery: 'unknown',
    message: ({ doing, perhaps }) =>
      `The connection was cut before AWS had answered the request to ${doing}${perhaps}.`,
    tryThis: ({ lookFirst }) => [lookFirst],
  },
  {
    names: ['TimeoutError'],
    codes: ['ETIMEDOUT', 'ESOCKETTIMEDOUT'],
    failure: 'TIMED_OUT',
    delivery: 'unknown',
    message: ({ doing, perhaps }) => `AWS did not answer the request to ${doing} in time${perhaps}.`,
    tryThis: ({ lookFirst }) => [lookFirst],
  },
];

/** What became of one attempt that ended without an answer. */
export function networkDelivery(error: unknown): Delivery {
  const seen = sighting(error, {});
  return NETWORK_ROWS.find((row) => matches(row, seen, 'other'))?.delivery ?? 'unknown';
}
