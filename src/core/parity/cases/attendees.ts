import type { ParityCase } from '../case.js';
import { ATTENDEES, meetings } from './asked.js';

export const ATTENDEE_CASES: readonly ParityCase[] = [
  meetings('create-attendee', 'CreateAttendee', 'an attendee', {
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: '{Run}-user' },
    learns: { AttendeeId: 'Attendee.AttendeeId', JoinToken: 'Attendee.JoinToken' },
  }),
  meetings('create-attendee-again', 'CreateAttendee', 'the same ExternalUserId again', {
    after: ['create-attendee'],
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: '{Run}-user' },
  }),
  meetings('create-attendee-reserved-id', 'CreateAttendee', 'an ExternalUserId that begins with aws:', {
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: 'aws:{Run}' },
  }),
  meetings('create-attendee-forbidden-capabilities', 'CreateAttendee', 'content to be received without video', {
    method: 'POST',
    path: ATTENDEES,
    body: {
      ExternalUserId: '{Run}-capable',
      Capabilities: { Audio: 'SendReceive', Video: 'None', Content: 'SendReceive' },
    },
  }),
  meetings('batch-create-errors', 'BatchCreateAttendee', 'a batch with one attendee that cannot be', {
    method: 'POST',
    path: ATTENDEES,
    query: { operation: 'batch-create' },
    body: { Attendees: [{ ExternalUserId: '{Run}-second' }, { ExternalUserId: 'aws:{Run}' }] },
  }),
  meetings('batch-create-same-id', 'BatchCreateAttendee', 'a batch with the same ExternalUserId twice', {
    method: 'POST',
    path: ATTENDEES,
    query: { operation: 'batch-create' },
    body: { Attendees: [{ ExternalUserId: '{Run}-third' }, { ExternalUserId: '{Run}-third' }] },
  }),
  meetings('get-attendee', 'GetAttendee', 'the attendee', { method: 'GET', path: `${ATTENDEES}/{AttendeeId}` }),
  meetings('get-attendee-unknown', 'GetAttendee', 'an attendee that is not there', {
    method: 'GET',
    path: `${ATTENDEES}/{UnknownId}`,
  }),
  meetings('list-attendees', 'ListAttendees', 'the attendees, in order', {
    after: ['create-attendee', 'batch-create-errors', 'batch-create-same-id'],
    method: 'GET',
    path: ATTENDEES,
  }),
  meetings('list-attendees-page', 'ListAttendees', 'one attendee a page', {
    after: ['create-attendee'],
    method: 'GET',
    path: ATTENDEES,
    query: { 'max-results': '1' },
  }),
  meetings('list-attendees-none', 'ListAttendees', 'no attendee a page', {
    method: 'GET',
    path: ATTENDEES,
    query: { 'max-results': '0' },
  }),
  meetings('list-attendees-bad-token', 'ListAttendees', 'a NextToken that was never given', {
    method: 'GET',
    path: ATTENDEES,
    query: { 'next-token': '{Run}' },
  }),
  meetings('update-capabilities', 'UpdateAttendeeCapabilities', "the attendee's capabilities", {
    method: 'PUT',
    path: `${ATTENDEES}/{AttendeeId}/capabilities`,
    body: { Capabilities: { Audio: 'Receive', Video: 'None', Content: 'None' } },
  }),
  meetings('delete-attendee', 'DeleteAttendee', 'the attendee is removed', {
    method: 'DELETE',
    path: `${ATTENDEES}/{AttendeeId}`,
  }),
  meetings('delete-attendee-again', 'DeleteAttendee', 'and removed again', {
    after: ['delete-attendee'],
    method: 'DELETE',
    path: `${ATTENDEES}/{AttendeeId}`,
  }),
];
