import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, showDuration } from '../../src/core/duration.js';
import { EXIT_CODES, exitCode } from '../../src/core/exit-codes.js';
import { joinChimeMeeting } from '../../src/core/facts/action.js';
import { isGuid, sameId } from '../../src/core/facts/ids.js';
import { externalIdProblem } from '../../src/core/facts/limits.js';
import {
  isKnownMediaRegion,
  isMeetingsRegion,
  isVoiceRegion,
  looksLikeRegion,
  MEDIA_REGIONS,
  MEETINGS_REGIONS,
  mediaRegionProblem,
  VOICE_REGIONS,
} from '../../src/core/facts/regions.js';
import { asFailure, FAILURES, Failure, type FailureCode } from '../../src/core/failure.js';
import { Secret } from '../../src/core/secret.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1.5s', 1_500],
    ['0.5m', 30_000],
    [' 3s ', 3_000],
    ['596h', 596 * 3_600_000],
    ...[
      '',
      '0s',
      '0.0001ms',
      '-1s',
      '3',
      's',
      '3 s',
      '3S',
      '3d',
      '1e3s',
      '٣s',
      '3s4s',
      '.5s',
      '5.s',
      '∞s',
      'NaNs',
      '597h',
      `${'9'.repeat(400)}s`,
    ].map((text) => [text, null] as [string, null]),
  ])('%o is %o ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it('any number of milliseconds that a timer holds is read back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (ms) => parseDuration(`${ms}ms`) === ms));
  });

  it('any text is a duration a timer holds, or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.]{1,12}(?:ms|s|m|h)$/)), (text) => {
        const ms = parseDuration(text);
        expect(ms === null || (Number.isSafeInteger(ms) && ms > 0 && ms < 2 ** 31)).toBe(true);
      }),
    );
  });

  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [3_400, '3.4 s'],
    [125_000, '2 m 5 s'],
  ])('%i ms are shown as %s', (ms, shown) => expect(showDuration(ms)).toBe(shown));

  it('a minute is never shown with sixty seconds', () => {
    fc.assert(fc.property(fc.nat({ max: 10_000_000 }), (ms) => !/\b60(?:\.0)? s/.test(showDuration(ms))));
  });
});

describe('ids', () => {
  it.each([ID, ID.toUpperCase()])('%s is one', (id) => expect(isGuid(id)).toBe(true));
  it.each(['', ` ${ID}`, `${ID}\n`, ID.slice(1), `${ID}0`, ID.replaceAll('-', ''), `{${ID}}`, 'g'.repeat(36)])(
    '%o is none',
    (id) => expect(isGuid(id)).toBe(false),
  );
  it.each([
    [ID, ID.toUpperCase(), true],
    [ID, `${ID} `, false],
    [null, null, false],
    [undefined, ID, false],
  ])('%o and %o are the same: %o', (one, other, same) => expect(sameId(one, other)).toBe(same));
});

describe('external ids', () => {
  it.each(['ab', 'x'.repeat(64), 'Ann Müller', "o'neil@example.com", 'a+b=c', '#1'])('%o is allowed', (id) =>
    expect(externalIdProblem(id)).toBeNull(),
  );
  it.each(['', 'a', 'x'.repeat(65), 'aws:x', 'AWS:x', 'a;b', 'a\u0000b', 'a☎b'])('%o is not', (id) =>
    expect(externalIdProblem(id)).not.toBeNull(),
  );
});

describe('regions', () => {
  it.each([...VOICE_REGIONS, ...MEETINGS_REGIONS, ...MEDIA_REGIONS])('%s looks like one', (region) =>
    expect(looksLikeRegion(region)).toBe(true),
  );
  it.each(['', 'us-east', 'US-EAST-1', 'us_east_1', 'us-east-1a', ' us-east-1', 'us-east-123', 'x'])(
    '%o does not',
    (text) => expect(looksLikeRegion(text)).toBe(false),
  );
  it('eu-west-1 holds SMAs and no meetings, but their media', () => {
    expect([isVoiceRegion('eu-west-1'), isMeetingsRegion('eu-west-1'), isKnownMediaRegion('eu-west-1')]).toEqual([
      true,
      false,
      true,
    ]);
  });
  it.each([
    ['us-east-1', 'eu-west-3', true],
    ['us-gov-west-1', 'us-gov-east-1', true],
    ['us-gov-west-1', 'us-west-1', false],
    ['us-east-1', 'us-gov-east-1', false],
    ['af-south-1', 'af-south-1', true],
    ['af-south-1', 'eu-west-1', false],
    ['il-central-1', 'us-east-1', false],
    ['us-east-1', 'il-central-1', true],
  ])('a meeting of %s may have its media in %s: %o', (control, media, may) =>
    expect(mediaRegionProblem(control, media) === null).toBe(may),
  );
});

describe('the action', () => {
  it.each([
    [{ JoinToken: 't' }, { JoinToken: 't' }],
    [
      { JoinToken: 't', MeetingId: 'm', CallId: 'c' },
      { JoinToken: 't', CallId: 'c', MeetingId: 'm' },
    ],
    [
      { JoinToken: 't', ParticipantTag: 'LEG-A' as const },
      { JoinToken: 't', ParticipantTag: 'LEG-A' },
    ],
  ])('%o', (given, parameters) =>
    expect(joinChimeMeeting(given)).toEqual({ Type: 'JoinChimeMeeting', Parameters: parameters }),
  );
});

describe('failures', () => {
  const codes = Object.keys(FAILURES) as FailureCode[];
  it.each(codes)('%s has an ending and an exit code of its own table', (code) => {
    expect(new Failure(code, 'x').exitCode).toBe(exitCode(FAILURES[code]));
    expect(new Failure(code, 'x').exitCode).toBeGreaterThan(0);
  });
  it.each([[new Error('boom')], ['boom'], [undefined], [{ why: 'boom' }]])(
    '%o thrown is a defect that says so: exit 1',
    (thrown) => {
      expect(asFailure(thrown)).toMatchObject({ code: 'INTERNAL', exitCode: 1 });
    },
  );
  it('keep what is known when they are retold', () => {
    const first = new Failure('THROTTLED', 'a', {
      cause: 'c',
      requestId: 'r',
      attempts: 3,
      delivery: 'unknown',
      tryThis: ['t'],
      retryAfterSeconds: 4,
    });
    expect(first.changedTo('TIMED_OUT', 'b', { attempts: 5 })).toMatchObject({
      code: 'TIMED_OUT',
      message: 'b',
      cause: 'c',
      requestId: 'r',
      attempts: 5,
      delivery: 'unknown',
      tryThis: ['Run it again after 4 s', 't'],
      retryAfterSeconds: 4,
    });
  });
});

it('exit codes are those that were promised', () => {
  expect(Object.values(EXIT_CODES).map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 129, 130, 143]);
});

it('a secret shows itself to nobody who does not ask', async () => {
  const { inspect, format } = await import('node:util');
  const secret = new Secret('password');
  const shown = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: null }),
    format('%s %o %j', secret, secret, secret),
    JSON.stringify(Object.entries(secret)),
  ];
  expect(shown.join('\n')).not.toContain('password');
  expect([secret.reveal(), secret.equals('password'), secret.equals('***')]).toEqual(['password', true, false]);
});
