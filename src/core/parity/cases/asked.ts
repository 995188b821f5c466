import type { ParityCase } from '../case.js';
import type { ParityService } from '../ports.js';

type Own = Omit<ParityCase, 'id' | 'title' | 'service' | 'operation'>;
const on =
  (service: ParityService) =>
  (id: string, operation: string, title: string, own: Own): ParityCase => ({ id, operation, title, service, ...own });

/** A case of this service: its id, its operation, what it asks, and the request. */
export const meetings = on('meetings');
export const voice = on('voice');
export const logs = (id: string, operation: string, title: string, body: object | string) =>
  on('logs')(id, operation, title, {
    method: 'POST',
    path: '/',
    body,
    mayLack: ['nextToken', 'searchedLogStreams'],
  });

/** No meeting, and the one of this run. */
export const UNKNOWN = '/meetings/{UnknownId}';
export const MEETING = '/meetings/{MeetingId}';
export const ATTENDEES = `${MEETING}/attendees`;
export const APPLICATIONS = '/sip-media-applications';
