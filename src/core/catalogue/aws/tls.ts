import { NOT_DELIVERED, NOT_SENT } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { NODE, SDK } from '../sources.js';
import { CHECK_NETWORK } from './network-steps.js';

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

/** TLS: a certificate, a handshake, a connection that was cut. */
export const TLS_ENTRIES: readonly AnswerEntry[] = [
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
];
