import { expect, it } from 'vitest';
import { openMeeting } from '../../../src/emulator/meetings/opened.js';
import { asking } from './asking.js';

it('a meeting that is opened has one attendee, whose token lets it in', () => {
  const { rooms } = asking();
  const opened = openMeeting(rooms, 'eu-central-1');
  const { meetingId, attendeeId, externalUserId, joinToken } = opened;
  expect(rooms.door.byToken(joinToken)).toEqual({ meetingId, attendeeId, region: 'eu-central-1' });
  expect(rooms.state()).toMatchObject([{ meetingId, ended: false, attendees: [{ attendeeId, externalUserId }] }]);
});

it('its token counts as a secret from then on', () => {
  const { rooms } = asking();
  expect(rooms.secrets()).toEqual([]);
  const { joinToken } = openMeeting(rooms, 'us-east-1');
  expect(rooms.secrets()).toEqual([joinToken]);
});

it('two that are opened have nothing in common', () => {
  const { rooms } = asking();
  const [one, two] = [openMeeting(rooms, 'us-east-1'), openMeeting(rooms, 'us-east-1')];
  for (const key of Object.keys(one) as (keyof typeof one)[]) expect(one[key]).not.toBe(two[key]);
});
