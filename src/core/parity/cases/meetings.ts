import { EXTERNAL_ID, type ParityCase } from '../case.js';
import { ATTENDEES, MEETING, meetings, UNKNOWN } from './asked.js';

const several = (count: number, make: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, at) => make(at));

const newMeeting = (more: object) => ({ ExternalMeetingId: EXTERNAL_ID, MediaRegion: '{MeetingsRegion}', ...more });
/** A create that should be refused. Should AWS accept it, it has made a meeting of this run's, which is ended. */
const refusedMeeting = (id: string, title: string, body: object) =>
  meetings(id, 'CreateMeeting', title, {
    method: 'POST',
    path: '/meetings',
    body: { ClientRequestToken: `{Run}-${id}`, ...body },
    effect: 'creates',
  });

/** The meeting of this run, and those that should be refused. */
export const MEETINGS: readonly ParityCase[] = [
  meetings('get-meeting-unknown', 'GetMeeting', 'a meeting that is not there', { method: 'GET', path: UNKNOWN }),
  meetings('get-meeting-not-an-id', 'GetMeeting', 'a meeting id that is not one', {
    method: 'GET',
    path: '/meetings/none',
  }),
  refusedMeeting('create-meeting-no-media-region', 'a meeting without MediaRegion', { ExternalMeetingId: EXTERNAL_ID }),
  refusedMeeting(
    'create-meeting-bad-media-region',
    'a meeting in a media region that does not exist',
    newMeeting({ MediaRegion: 'xx-none-1' }),
  ),
  refusedMeeting(
    'create-meeting-reserved-id',
    'an ExternalMeetingId that begins with aws:',
    newMeeting({ ExternalMeetingId: `aws:${EXTERNAL_ID}` }),
  ),
  refusedMeeting(
    'create-meeting-high-resolution',
    'FHD video without Attendee.MaxCount',
    newMeeting({ MeetingFeatures: { Video: { MaxResolution: 'FHD' } } }),
  ),
  refusedMeeting(
    'create-meeting-unknown-primary',
    'a replica of a meeting that is not there',
    newMeeting({ PrimaryMeetingId: '{UnknownId}' }),
  ),
  meetings(
    'create-meeting-without-attendees',
    'CreateMeetingWithAttendees',
    'a meeting with no attendees in its list',
    {
      method: 'POST',
      path: '/meetings',
      query: { operation: 'create-attendees' },
      effect: 'creates',
      body: newMeeting({ ClientRequestToken: '{Run}-none', Attendees: [] }),
    },
  ),
  meetings('create-meeting-too-many-attendees', 'CreateMeetingWithAttendees', 'a meeting with 21 attendees', {
    method: 'POST',
    path: '/meetings',
    query: { operation: 'create-attendees' },
    effect: 'creates',
    body: newMeeting({
      ClientRequestToken: '{Run}-many',
      Attendees: several(21, (at) => ({ ExternalUserId: `{Run}-${at}` })),
    }),
  }),
  meetings('create-meeting', 'CreateMeeting', 'the meeting of this run', {
    method: 'POST',
    path: '/meetings',
    body: newMeeting({ ClientRequestToken: '{RequestToken}' }),
    effect: 'creates',
    learns: { MeetingId: 'Meeting.MeetingId' },
  }),
  meetings('create-meeting-again', 'CreateMeeting', 'the same request again', {
    after: ['create-meeting'],
    method: 'POST',
    path: '/meetings',
    body: newMeeting({ ClientRequestToken: '{RequestToken}' }),
    effect: 'creates',
  }),
  meetings('create-meeting-again-other', 'CreateMeeting', 'its ClientRequestToken with another ExternalMeetingId', {
    after: ['create-meeting'],
    method: 'POST',
    path: '/meetings',
    effect: 'creates',
    body: newMeeting({ ClientRequestToken: '{RequestToken}', ExternalMeetingId: `${EXTERNAL_ID}-other` }),
  }),
  meetings('get-meeting', 'GetMeeting', 'the meeting', { method: 'GET', path: MEETING }),
  meetings('get-meeting-other-region', 'GetMeeting', 'the meeting, in another control region', {
    method: 'GET',
    path: MEETING,
    region: '{OtherMeetingsRegion}',
  }),
];

export const ENDING: readonly ParityCase[] = [
  meetings('delete-meeting', 'DeleteMeeting', 'the meeting is ended', { method: 'DELETE', path: MEETING }),
  meetings('get-meeting-ended', 'GetMeeting', 'the meeting after its end', {
    after: ['delete-meeting'],
    method: 'GET',
    path: MEETING,
  }),
  meetings('create-attendee-ended', 'CreateAttendee', 'an attendee of the ended meeting', {
    after: ['delete-meeting'],
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: '{Run}-late' },
  }),
  meetings('delete-meeting-ended', 'DeleteMeeting', 'the meeting is ended again', {
    after: ['delete-meeting'],
    method: 'DELETE',
    path: MEETING,
  }),
];
