/** Which earlier run's meeting a new run for the call goes into, and how many seats earlier runs hold. */
import { describe, expect, it } from 'vitest';
import type { Entry, EntryBody } from '../../../src/core/journal/entry.js';
import { earlierRunFor, seatsHeldIn } from '../../../src/core/undo/standing-runs.js';
import { at, begun, claimed, madeMeeting, updateMarks, verdict } from '../journal/entries.js';
import { ATTENDEE, CALL_B, MEETING, OTHER_MEETING, OTHER_TRANSACTION, SMA, T0 } from '../samples.js';
import { accepted, CALL, DELIVERED, HOUR, journalOf, made, PLACE, refused, undone, update } from './earlier-runs.js';

describe('the meeting that a new run for the call goes into', () => {
  const found = (entries: (Entry | EntryBody)[], now = T0 + HOUR, place = PLACE) =>
    earlierRunFor(CALL, place, journalOf({ before: entries }), now);

  it.each<[string, (Entry | EntryBody)[]]>([
    ['was UNCONFIRMED', [...DELIVERED, verdict('UNCONFIRMED')]],
    ['was NOT_JOINED: its handler may try again', [...DELIVERED, verdict('NOT_JOINED')]],
    ['was ACCEPTED', [...DELIVERED, verdict('ACCEPTED')]],
    ['was JOINED: the caller may have left it', [...DELIVERED, verdict('JOINED')]],
    ['died with its update on the way', [begun(), made, update]],
    ['knew the call by its CallId alone', [begun(1, { call: { ...CALL, transactionId: null } }), made, update]],
  ])('is that of one that %s', (_, entries) => {
    expect(found(entries)).toEqual({ runId: 'before', meetingId: MEETING, attendeeIds: [ATTENDEE] });
  });

  it.each<[string, (Entry | EntryBody)[]]>([
    ['sent no update', [begun(), made]],
    ['was refused', [...DELIVERED.slice(0, -1), refused, verdict('FAILED')]],
    ['has been cleaned up', [...DELIVERED, verdict('UNCONFIRMED'), undone]],
    [
      'was for another call',
      [
        begun(1, { call: { callId: CALL_B, transactionId: OTHER_TRANSACTION, sipMediaApplicationId: SMA } }),
        made,
        update,
      ],
    ],
    ['went to another endpoint', [begun(1, { endpoint: 'http://127.0.0.1:1' }), made, update]],
    ['went to another region', [begun(1, { region: 'us-west-2' }), made, update]],
    ['still runs', [claimed(), ...DELIVERED]],
  ])('is not that of one that %s', (_, entries) => expect(found(entries)).toBeNull());

  it('is not its own', () => expect(found(DELIVERED, T0 + HOUR, { ...PLACE, runId: 'before' })).toBeNull());

  it('is that of the latest, with the attendees of all that went there', () => {
    const other = updateMarks({ meetingId: OTHER_MEETING });
    const journal = journalOf({
      first: DELIVERED,
      elsewhere: [
        begun(1, {}, at(1_000)),
        { type: 'made', made: madeMeeting(OTHER_MEETING) },
        { type: 'update-sending', marks: other },
      ],
      latest: [
        begun(1, { meetingId: null }, at(2_000)),
        { type: 'adopted', meetingId: MEETING, fromRun: 'first', attendeeIds: [ATTENDEE] },
        { type: 'update-sending', marks: updateMarks({ attendeeId: 'latest-attendee' }) },
      ],
    });
    expect(earlierRunFor(CALL, PLACE, journal, T0 + HOUR)).toEqual({
      runId: 'latest',
      meetingId: MEETING,
      attendeeIds: ['latest-attendee', ATTENDEE],
    });
  });

  it('is none where the journals cannot be read', () => {
    const journal = journalOf({ before: DELIVERED });
    journal.files.set('torn', 'no journal');
    expect(earlierRunFor(CALL, PLACE, journal, T0 + HOUR)?.runId).toBe('before');
  });
});

it('the seats that earlier runs hold in a meeting are counted', () => {
  const attendee = { attendeeId: ATTENDEE, externalUserId: 'phone' };
  const inMeeting = (attendees: (typeof attendee)[]): (Entry | EntryBody)[] => [
    begun(1, { meetingId: MEETING }),
    { type: 'made', made: { ...madeMeeting(), meeting: { state: 'none' }, asked: ['phone'], attendees } },
    update,
    accepted,
  ];
  const journal = journalOf({
    one: inMeeting([attendee]),
    two: inMeeting([attendee, attendee]),
    done: [...inMeeting([attendee]), undone],
  });
  expect(seatsHeldIn(MEETING, PLACE, journal, T0 + HOUR)).toBe(3);
  expect(seatsHeldIn(OTHER_MEETING, PLACE, journal, T0 + HOUR)).toBe(0);
});
