import { MAX_ATTENDEES_WITH_MEETING } from '../core/facts/limits.js';
import type { Meetings } from '../core/ports/meetings.js';
import { asRequested, checkComplete, readMeeting, readNewAttendee, readRefusal } from './answered-meeting.js';
import type { Clients } from './clients.js';
import { readList } from './reading.js';
import type { Ask } from './request.js';

/** Amazon Chime SDK meetings over the wire. All of it may be repeated: creates carry their ClientRequestToken. */
export function openMeetings(clients: Clients, ask: Ask, region: string): Meetings {
  const service = 'meetings';
  return {
    async create({ clientRequestToken, externalMeetingId, mediaRegion, attendees }, signal) {
      const { sdk, client } = await clients.meetings();
      const meeting = {
        ClientRequestToken: clientRequestToken,
        ExternalMeetingId: externalMeetingId,
        MediaRegion: mediaRegion,
      };
      if (attendees.length === 0) {
        const command = new sdk.CreateMeetingCommand(meeting);
        return ask(
          {
            context: { operation: 'CreateMeeting', service, region, secrets: [clientRequestToken] },
            command,
            send: (options) => client.send(command, options),
            read: ({ Meeting }) => ({ meeting: readMeeting(Meeting, region), attendees: [], refused: [] }),
          },
          signal,
        );
      }
      const command = new sdk.CreateMeetingWithAttendeesCommand({ ...meeting, Attendees: attendees.map(asRequested) });
      return ask(
        {
          context: { operation: 'CreateMeetingWithAttendees', service, region, secrets: [clientRequestToken] },
          command,
          send: (options) => client.send(command, options),
          read({ Meeting, Attendees, Errors }) {
            const created = readList(Attendees, 'Attendees', MAX_ATTENDEES_WITH_MEETING, readNewAttendee);
            const refused = readList(Errors, 'Errors', MAX_ATTENDEES_WITH_MEETING, readRefusal);
            checkComplete(attendees, created, refused);
            return { meeting: readMeeting(Meeting, region), attendees: created, refused };
          },
        },
        signal,
      );
    },

    async find(meetingId, signal) {
      const { sdk, client } = await clients.meetings();
      const command = new sdk.GetMeetingCommand({ MeetingId: meetingId });
      return ask(
        {
          context: { operation: 'GetMeeting', service, region },
          command,
          send: (options) => client.send(command, options),
          read: ({ Meeting }) => readMeeting(Meeting, region),
        },
        signal,
      );
    },

    async end(meetingId, signal) {
      const { sdk, client } = await clients.meetings();
      const command = new sdk.DeleteMeetingCommand({ MeetingId: meetingId });
      return ask(
        {
          context: { operation: 'DeleteMeeting', service, region },
          command,
          send: (options) => client.send(command, options),
          read: () => null,
        },
        signal,
      );
    },
  };
}
