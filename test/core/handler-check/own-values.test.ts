import { describe, expect, it } from 'vitest';
import { isLeftOut, isOwn, type Joining } from '../../../src/core/handler-check/own-values.js';

const joining = (args: Record<string, string>, JoinToken?: unknown, MeetingId?: unknown): Joining => ({
  args,
  parameters: { ...(JoinToken === undefined ? {} : { JoinToken }), ...(MeetingId === undefined ? {} : { MeetingId }) },
});

describe('a token is the handler’s own', () => {
  const isOwnToken = (joinings: Joining[], source = '', reads = ['pass']) =>
    isOwn('JoinToken', joinings, new Set(reads), source);

  it.each<[string, Joining[], string]>([
    [
      'where it stays while what is read changes',
      [joining({ pass: 'one' }, 'abcd'), joining({ pass: 'two' }, 'abcd')],
      '',
    ],
    ['where it stands in the source', [joining({ pass: 'one' }, 'abcd'), joining({ pass: 'one' }, 'abcd')], '"abcd"'],
  ])('%s', (_what, joinings, source) => expect(isOwnToken(joinings, source)).toBe(true));

  it.each<[string, Joining[]]>([
    ['once alone', [joining({ pass: 'one' }, 'abcd')]],
    ['changing', [joining({ pass: 'one' }, 'abcd'), joining({ pass: 'two' }, 'efgh')]],
    ['empty', [joining({ pass: 'Bearer ' }, ''), joining({ pass: 'two' }, '')]],
    ['missing', [joining({ pass: 'one' }), joining({ pass: 'two' })]],
    ['for the same value alone', [joining({ pass: 'one' }, 'abcd'), joining({ pass: 'one' }, 'abcd')]],
    ['as a piece of what was given', [joining({ pass: 'x:abcd' }, 'abcd'), joining({ pass: 'y:abcd' }, 'abcd')]],
    ['as a piece turned around', [joining({ pass: 'dcba' }, 'abcd'), joining({ pass: 'dcba!' }, 'abcd')]],
    ['with the given in it', [joining({ pass: 'abc' }, 'ABCD'), joining({ pass: 'bcd' }, 'ABCD')]],
    [
      'as a member of JSON',
      [joining({ pass: '{"a":"abcd"}' }, 'abcd'), joining({ pass: '{"a":"abcd","b":""}' }, 'abcd')],
    ],
  ])('not where it is seen %s', (_what, joinings) => expect(isOwnToken(joinings, '"abcd"'.slice(9))).toBe(false));
});

describe('a MeetingId is left out', () => {
  it('where all that is read comes back elsewhere', () => {
    expect(isLeftOut('MeetingId', [joining({ pass: 'one' }, 'one')], new Set(['pass']), '// no MeetingId')).toBe(true);
  });
  it.each([
    ['something else is read', [joining({ pass: 'one', arn: 'two' }, 'one')], ['pass', 'arn']],
    ['it was there once', [joining({ pass: 'one' }, 'one', 'id'), joining({ pass: 'one' }, 'one')], ['pass']],
    ['nothing joined', [], ['pass']],
  ])('not where %s', (_what, joinings, reads) => {
    expect(isLeftOut('MeetingId', joinings, new Set(reads), '')).toBe(false);
  });
  it.each(['{ MeetingId: id }', 'meeting_id=None'])('not where the source has %s', (source) => {
    expect(isLeftOut('MeetingId', [joining({ pass: 'one' }, 'one')], new Set(['pass']), source)).toBe(false);
  });
});
