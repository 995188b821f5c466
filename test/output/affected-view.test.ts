import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.js';
import type { Affected } from '../../src/core/meetings/affected.js';
import { affectedText } from '../../src/output/views/affected.js';

const MEETING = { meetingId: 'm', meetingsRegion: 'us-east-1', attendeeId: null };
const nobody: Affected = { attendees: null, problem: null, callers: [] };
const named = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ attendeeId: `a-${n}`, externalUserId: `user-${n}` }));

it.each<[string, Partial<Affected>, string]>([
  ['nothing that is known', {}, ''],
  ['an empty meeting', { attendees: [] }, 'The meeting has no attendees.'],
  ['attendees', { attendees: named(2) }, 'Attendees (2), connected or not: user-0, user-1'],
  [
    'attendees that AWS did not name',
    { attendees: [{ attendeeId: 'a', externalUserId: null }] },
    'Attendees (1), connected or not: a',
  ],
  [
    'a list that could not be read',
    { problem: new Failure('ACCESS_DENIED', 'AWS said no.', { cause: '403' }) },
    'Who is in the meeting could not be read: 403',
  ],
  [
    'callers of runs',
    {
      callers: [
        { runId: 'run-1', verdict: 'JOINED' },
        { runId: 'run-2', verdict: 'UNCONFIRMED' },
        { runId: 'run-3', verdict: null },
      ],
    },
    'The caller of the run run-1 joined it.\nThe caller of the run run-2 may be in it (UNCONFIRMED).\nThe caller of the run run-3 may be in it (no verdict yet).',
  ],
])('%s', (_, affected, text) => expect(affectedText(MEETING, { ...nobody, ...affected })).toBe(text));

it('names twenty at most, and counts the rest', () => {
  const text = affectedText(MEETING, { ...nobody, attendees: named(23) });
  expect(text).toContain('user-19, and 3 more');
  const callers = named(23).map(({ attendeeId }) => ({ runId: attendeeId, verdict: null }));
  expect(affectedText(MEETING, { ...nobody, callers })).toContain('The callers of 3 more runs may be in it.');
});

it('shows no control characters of a name', () => {
  const attendees = [{ attendeeId: 'a', externalUserId: 'x\u001b[2J\nEnd it? yes' }];
  expect(affectedText(MEETING, { ...nobody, attendees })).toBe(
    'Attendees (1), connected or not: x\\u{1b}[2J End it? yes',
  );
});

it('of one attendee says who it is, or that AWS has none of this id', () => {
  const one = { ...MEETING, attendeeId: 'a-0' };
  expect(affectedText(one, { ...nobody, attendees: named(1) })).toBe('Attendee, connected or not: user-0');
  expect(affectedText(one, { ...nobody, attendees: [] })).toBe('AWS lists no such attendee in the meeting.');
});
