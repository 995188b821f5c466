import { MAX_ATTENDEES, MAX_ATTENDEES_PER_BATCH } from '../core/facts/limits.js';
import type { Attendees, NewAttendee } from '../core/ports/meetings.js';
import { asRequested, checkComplete, readAttendee, readNewAttendee, readRefusal } from './answered-meeting.js';
import type { Clients } from './clients.js';
import { everyPage } from './pages.js';
import { readList, readOptionalText } from './reading.js';
import type { Ask } from './request.js';

const PAGE_SIZE = 100;
const MAX_TOKEN_LENGTH = 4_096;

/**
 * A meeting's attendees over the wire. Adding is repeated like the rest: the service model calls ExternalUserId "an
 * idempotency token". Should that not hold, the repeat leaves an attendee more, who never connects.
 */
export function openAttendees(clients: Clients, ask: Ask, region: string): Attendees {
  const service = 'meetings';

  async function addOne(meetingId: string, attendee: NewAttendee, signal: AbortSignal) {
    const { sdk, client } = await clients.meetings();
    const command = new sdk.CreateAttendeeCommand({ MeetingId: meetingId, ...asRequested(attendee) });
    return ask(
      {
        context: { operation: 'CreateAttendee', service, region },
        command,
        send: (options) => client.send(command, options),
        read({ Attendee }) {
          const { externalUserId, ...created } = readNewAttendee(Attendee);
          return {
            attendees: [{ ...created, externalUserId: externalUserId || attendee.externalUserId }],
            refused: [],
          };
        },
      },
      signal,
    );
  }

  async function addSeveral(meetingId: string, attendees: NewAttendee[], signal: AbortSignal) {
    const { sdk, client } = await clients.meetings();
    const command = new sdk.BatchCreateAttendeeCommand({
      MeetingId: meetingId,
      Attendees: attendees.map(asRequested),
    });
    return ask(
      {
        context: { operation: 'BatchCreateAttendee', service, region },
        command,
        send: (options) => client.send(command, options),
        read({ Attendees, Errors }) {
          const created = readList(Attendees, 'Attendees', MAX_ATTENDEES_PER_BATCH, readNewAttendee);
          const refused = readList(Errors, 'Errors', MAX_ATTENDEES_PER_BATCH, readRefusal);
          checkComplete(attendees, created, refused);
          return { attendees: created, refused };
        },
      },
      signal,
    );
  }

  async function listPage(meetingId: string, NextToken: string | undefined, signal: AbortSignal) {
    const { sdk, client } = await clients.meetings();
    const page = { MeetingId: meetingId, MaxResults: PAGE_SIZE, ...(NextToken === undefined ? {} : { NextToken }) };
    const command = new sdk.ListAttendeesCommand(page);
    return ask(
      {
        context: { operation: 'ListAttendees', service, region },
        command,
        send: (options) => client.send(command, options),
        read: (output) => ({
          items: readList(output.Attendees, 'Attendees', MAX_ATTENDEES, readAttendee),
          nextToken: readOptionalText(output.NextToken, 'NextToken', MAX_TOKEN_LENGTH),
        }),
      },
      signal,
    );
  }

  return {
    async add(meetingId, attendees, signal) {
      const [only] = attendees;
      return only !== undefined && attendees.length === 1
        ? addOne(meetingId, only, signal)
        : addSeveral(meetingId, attendees, signal);
    },

    list: (meetingId, signal) => everyPage('ListAttendees', (nextToken) => listPage(meetingId, nextToken, signal)),

    async remove(meetingId, attendeeId, signal) {
      const { sdk, client } = await clients.meetings();
      const command = new sdk.DeleteAttendeeCommand({ MeetingId: meetingId, AttendeeId: attendeeId });
      return ask(
        {
          context: { operation: 'DeleteAttendee', service, region },
          command,
          send: (options) => client.send(command, options),
          read: () => null,
        },
        signal,
      );
    },
  };
}
