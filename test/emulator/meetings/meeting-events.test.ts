import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.js';
import { createLogGroups } from '../../../src/emulator/logs/groups.js';
import { addAttendee } from '../../../src/emulator/meetings/attendees.js';
import type { TranscriptionConfiguration } from '../../../src/emulator/meetings/input.js';
import { createMeetingEvents, type Happening } from '../../../src/emulator/meetings/meeting-events.js';
import { MeetingRooms } from '../../../src/emulator/meetings/rooms.js';
import type { EventFault } from '../../../src/emulator/world.js';

const GROUP = '/aws/events/chime-join';
const REQUEST = { ClientRequestToken: 'token', MediaRegion: 'eu-west-1', ExternalMeetingId: 'standup' };

function witnessed() {
  const clock = createClock(() => Date.UTC(2026, 10, 22, 8, 30, 0, 250));
  const groups = new Map<string, ReturnType<typeof createLogGroups>>();
  const logsOf = (region: string) => {
    const logs = groups.get(region) ?? createLogGroups(clock);
    groups.set(region, logs);
    return logs;
  };
  const faults: EventFault[] = [];
  const parts = { clock, logsOf, faults: { next: () => faults.shift() }, accountId: '111122223333' };
  const tell = createMeetingEvents(parts);
  const meeting = new MeetingRooms(clock).open('eu-central-1', REQUEST);
  const attendee = addAttendee(meeting, { ExternalUserId: 'phone' });
  const records = (region = 'eu-central-1') =>
    (logsOf(region).read(GROUP) ?? []).map(({ message }) => JSON.parse(message));
  const detail = (happening: Happening) => {
    tell(meeting, happening);
    return records().at(-1)?.detail;
  };
  const types = () => records().map((record) => record.detail.eventType);
  return { clock, faults, logsOf, tell, meeting, attendee, records, detail, types };
}

describe('a meeting event', () => {
  it('is one record in the control region of the meeting, and in no other', () => {
    const { tell, meeting, records } = witnessed();
    tell(meeting, { type: 'MeetingStarted' });
    expect(records()).toHaveLength(1);
    expect(records('eu-west-1')).toEqual([]);
  });

  it('has whole seconds outside and milliseconds within', () => {
    const { tell, meeting, records } = witnessed();
    tell(meeting, { type: 'MeetingStarted' });
    expect(records()[0]).toMatchObject({
      time: '2026-11-22T08:30:00Z',
      region: 'eu-central-1',
      detail: { timestamp: Date.UTC(2026, 10, 22, 8, 30, 0, 250), mediaRegion: 'eu-west-1' },
    });
  });

  it('has an id of its own', () => {
    const { tell, meeting, records } = witnessed();
    for (let count = 0; count < 2; count += 1) tell(meeting, { type: 'MeetingStarted' });
    expect(new Set(records().map(({ id }) => id)).size).toBe(2);
  });

  it('of the meeting names nobody', () => {
    const { detail } = witnessed();
    expect(detail({ type: 'MeetingEnded' })).not.toHaveProperty('attendeeId');
  });

  it.each(['AttendeeAdded', 'AttendeeDeleted', 'AttendeeAuthorized'] as const)('%s names no network', (type) => {
    const { detail, attendee } = witnessed();
    const told = detail({ type, attendee });
    expect(told).toMatchObject({ attendeeId: attendee.attendeeId, externalUserId: 'phone' });
    expect(told).not.toHaveProperty('networkType');
  });

  it.each(['AttendeeJoined', 'AttendeeLeft', 'AttendeeDropped'] as const)('%s names the network', (type) => {
    const { detail, attendee } = witnessed();
    expect(detail({ type, attendee })).toMatchObject({ eventType: `chime:${type}`, networkType: 'Voip' });
  });

  it('never holds a join token', () => {
    const { tell, meeting, attendee, records } = witnessed();
    tell(meeting, { type: 'AttendeeAdded', attendee });
    expect(JSON.stringify(records())).not.toContain(attendee.joinToken);
  });

  it('of changed capabilities shows them in small letters', () => {
    const { detail, attendee } = witnessed();
    const capabilities = { Audio: 'Send', Video: 'None', Content: 'None' } as const;
    expect(detail({ type: 'AttendeeCapabilitiesUpdated', attendee, capabilities })).toMatchObject({
      success: '1',
      attendeeCapabilities: { audio: 'Send', video: 'None', content: 'None' },
    });
  });
});

describe('the event of a transcription', () => {
  it.each<[string, TranscriptionConfiguration, string]>([
    ['of the media, where none is named', { EngineTranscribeSettings: { LanguageCode: 'en-US' } }, 'eu-west-1'],
    ['of the media, for auto', { EngineTranscribeSettings: { Region: 'auto' } }, 'eu-west-1'],
    ['that is named', { EngineTranscribeSettings: { Region: 'us-east-2' } }, 'us-east-2'],
    [
      'that is named for medicine',
      {
        EngineTranscribeMedicalSettings: {
          LanguageCode: 'en-US',
          Specialty: 'CARDIOLOGY',
          Type: 'DICTATION',
          Region: 'us-west-2',
        },
      },
      'us-west-2',
    ],
  ])('has the region %s, and the settings as text', (_what, configuration, region) => {
    const { detail } = witnessed();
    const told = detail({ type: 'TranscriptionStarted', configuration });
    expect(told.transcriptionRegion).toBe(region);
    expect(JSON.parse(told.transcriptionConfiguration)).toEqual(configuration);
  });
});

describe('a fault', () => {
  const two = (fault: EventFault) => {
    const own = witnessed();
    own.faults.push(fault);
    own.tell(own.meeting, { type: 'MeetingStarted' });
    own.tell(own.meeting, { type: 'MeetingEnded' });
    return own;
  };

  it('drop-event: it is never written', () => {
    expect(two({ kind: 'drop-event', ms: 0 }).types()).toEqual(['chime:MeetingEnded']);
  });

  it('double-event: it is written twice, with one id', () => {
    const { records, types } = two({ kind: 'double-event', ms: 0 });
    expect(types()).toEqual(['chime:MeetingStarted', 'chime:MeetingStarted', 'chime:MeetingEnded']);
    expect(records()[0].id).toBe(records()[1].id);
  });

  it('late-event: it is written after its time, and still says when it happened', () => {
    const { clock, types, records } = two({ kind: 'late-event', ms: 3_000 });
    clock.advance(2_999);
    expect(types()).toEqual(['chime:MeetingEnded']);
    clock.advance(1);
    expect(types()).toEqual(['chime:MeetingEnded', 'chime:MeetingStarted']);
    expect(records()[1].time).toBe('2026-11-22T08:30:00Z');
  });

  it('reorder-events: it becomes readable after those that follow', () => {
    const { clock, records, types } = two({ kind: 'reorder-events', ms: 0 });
    expect(records()).toEqual([]);
    clock.advance(400);
    expect(types()).toEqual(['chime:MeetingEnded', 'chime:MeetingStarted']);
  });
});
