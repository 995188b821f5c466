/** Lines as terminals print them, and what they must not be told as. */
import { expect, it } from 'vitest';
import { recogniseText } from '../../../src/core/catalogue/recognise/text.js';

const first = (text: string) => recogniseText(text, null)[0]?.entry.id;

it.each([
  ['connect ETIMEDOUT 10.0.0.1:443', 'connection.failed'],
  ['Could not connect to the endpoint URL: "https://voice-chime.us-east-9.amazonaws.com/"', 'connection.failed'],
  ['Connect timeout on endpoint URL: "https://x/"', 'connection.timed-out'],
  ['Read timeout on endpoint URL: "https://x/"', 'request.timed-out'],
  [
    'SSL validation failed for https://x/ [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed',
    'tls.certificate',
  ],
  ['unable to get local issuer certificate', 'tls.certificate'],
  ['Unable to locate credentials', 'credentials.missing'],
  ['502 Bad Gateway', 'aws.unavailable'],
  ['connect EHOSTUNREACH 10.0.0.1:443', 'connection.failed'],
  ['connect ECONNREFUSED 127.0.0.1:443', 'connection.refused'],
  ['UNREACHABLE', 'connection.refused'],
  ['UNAVAILABLE', 'aws.unavailable'],
  ['ACCESS_DENIED', 'access.denied'],
])('%s is %s', (text, id) => expect(first(text)).toBe(id));
