import { createClock } from '../../../src/emulator/clock.js';
import { createControlPlane } from '../../../src/emulator/control/plane.js';
import { createFaultList } from '../../../src/emulator/faults.js';
import { addAttendee } from '../../../src/emulator/meetings/attendees.js';
import { MeetingRooms } from '../../../src/emulator/meetings/rooms.js';
import { createRequestRecord } from '../../../src/emulator/requests.js';
import { createTelephones } from '../../../src/emulator/telephones.js';
import type { CallState, Rule } from '../../../src/emulator/world.js';
import { asking, fakeSma } from '../voice/asking.js';

const REQUEST = { ClientRequestToken: 'token', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };

/** The control plane over one meeting with one attendee, one call that is called `live`, and two SMAs. */
export function plane() {
  const clock = createClock(() => 0);
  const rooms = new MeetingRooms(clock);
  const meeting = rooms.open('us-east-1', REQUEST);
  const attendee = addAttendee(meeting, { ExternalUserId: 'phone' });
  rooms.issued(attendee.joinToken);
  const requests = createRequestRecord(clock);
  requests.enter('GetMeeting', { from: '127.0.0.1', path: '/meetings/x' });
  const faults = createFaultList();
  const telephones = createTelephones();
  const { applications, own } = asking();
  const other = fakeSma({ region: 'us-east-1', lambdaArn: 'arn' });
  const all = applications.all();
  all.push({ ...all[0]!, id: other.sipMediaApplicationId, sma: other });
  const hands: string[] = [];
  const hand = (what: string, transactionId: string) => {
    if (transactionId !== 'live') return false;
    hands.push(what);
    return true;
  };
  const state = { resets: 0 };
  const control = createControlPlane({
    ...{ clock, rooms, requests, faults, applications, telephones },
    calls: () => [{ transactionId: 'live' } as CallState],
    hangUp: (transactionId, tag) => hand(`hang up ${transactionId} ${tag}`, transactionId),
    press: (transactionId, digits, tag) => hand(`press ${transactionId} ${digits} ${tag}`, transactionId),
    rules: [{ id: 'a-rule' } as Rule],
    operations: ['CreateMeeting', 'GetMeeting'],
    reset: async () => void state.resets++,
  });
  const ask = async (method: string, path: string, body: object | string = '') => {
    const sent = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const answer = await control({ method, path, body: sent });
    return { ...answer, body: JSON.parse(answer.body) };
  };
  return {
    ask,
    clock,
    rooms,
    meeting,
    attendee,
    token: attendee.joinToken,
    own,
    other,
    faults,
    telephones,
    hands,
    state,
  };
}
