import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf, redacted } from '../../../src/core/parity/redact.js';
import { cpuMsOf } from '../cpu-time.js';

const FACTS = {
  Run: 'a1b2c3d4e5f60718',
  MeetingId: 'C5A25427-88f4-4bf6-b4b2-f44659300bdc',
  MeetingsRegion: 'us-east-1',
  SipMediaApplicationName: 'Front Desk',
  LogGroup: '/aws/lambda/desk',
};

describe('what is taken out of a text', () => {
  it.each([
    ['an id', 'Meeting 11112222-3333-4444-5555-666677778888 is gone', 'Meeting <id> is gone'],
    ['an id of this run, by its name, in either case', 'c5a25427-88F4-4bf6-b4b2-f44659300bdc', '<MeetingId>'],
    ['the run', 'chime-join-parity-a1b2c3d4e5f60718-other', 'chime-join-parity-<Run>-other'],
    ["the account's own names", 'Front Desk logs to /aws/lambda/desk', '<SipMediaApplicationName> logs to <LogGroup>'],
    ['an ARN, with who it names', 'User: arn:aws:iam::111122223333:user/bob is not', 'User: <arn> is not'],
    ['an account id', 'account 111122223333 is closed', 'account <number> is closed'],
    ['a number in E.164 form', 'from +12065550100', 'from <number>'],
    ['a number as people write it', 'call +1 (206) 555-0100 now', 'call <number> now'],
    ['a number that is short, but no count', 'extension 54321, 250 at most', 'extension <number>, 250 at most'],
    ['a token', 'token QXR0ZW5kZWU6c2VjcmV0MTIz is bad', 'token <token> is bad'],
    ['an access key', 'key AKIAIOSFODNN7EXAMPLE', 'key <token>'],
    ['an address', 'from 10.0.12.7 by bob@example.com', 'from <address> by <address>'],
    ['a host', 'see internal.amazon.com or https://a.example/b?c=d', 'see <host> or <url>'],
    ['a credential scope', 'AWS4-HMAC-SHA256 of 20261128/us-east-1/chime/aws4_request', 'AWS4-HMAC-SHA256 of <token>'],
  ])('%s', (_, text, shown) => {
    expect(redacted(text, FACTS)).toBe(shown);
  });

  it.each([
    "Value at 'attendees' failed to satisfy constraint: Member must have length less than or equal to 10",
    'UnknownOperationException',
    'com.amazon.coral.service#UnknownOperationException',
    'com.amazonaws.logs#ResourceNotFoundException',
    'BatchUpdateAttendeeCapabilitiesExcept is not supported in us-east-1',
    'Member must satisfy enum value set: [SendReceive, Send, Receive, None]',
  ])('nothing of AWS’s own words: %s', (text) => {
    expect(redacted(text, FACTS)).toBe(text);
  });

  it('is nothing that survives, wherever it stands', () => {
    const hex = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
        .map((all) => all.join(''));
    const secrets = fc.oneof(
      fc.uuid(),
      fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }).map(String),
      fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map((digits) => `+1${digits}`),
      hex(40).filter((text) => /\d/.test(text)),
      fc.uuid().map((id) => `arn:aws:chime:us-east-1:111122223333:sma/${id}`),
    );
    const around = fc.constantFrom('', ' ', '"', "'", ': ', '=', '(', '/', '\n', ', ');
    fc.assert(
      fc.property(around, secrets, around, (before, secret, after) => {
        expect(redacted(`it is${before}${secret}${after}here`, FACTS)).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it('takes no time to speak of for a text made to take long', () => {
    const texts = ['a'.repeat(200_000), '1 '.repeat(100_000), 'a.'.repeat(100_000), 'arn:'.repeat(50_000)];
    const redactAll = () => {
      for (const text of texts) redacted(text, FACTS);
    };
    expect(cpuMsOf(redactAll)).toBeLessThan(4_000);
  });
});

it('a value is known by its name, and a region by none', () => {
  expect([nameOf('c5a25427-88f4-4bf6-b4b2-f44659300bdc', FACTS), nameOf('us-east-1', FACTS)]).toEqual([
    'MeetingId',
    null,
  ]);
});
