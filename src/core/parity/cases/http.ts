import type { ParityCase } from '../case.js';
import { logs, meetings, UNKNOWN, voice } from './asked.js';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** The door: signatures, paths, bodies. */
export const HTTP: readonly ParityCase[] = [
  meetings('unsigned', 'GetMeeting', 'a request without a signature', {
    method: 'GET',
    path: UNKNOWN,
    signing: 'none',
  }),
  { ...logs('unsigned-logs', 'DescribeLogGroups', 'the same of CloudWatch Logs', {}), signing: 'none' },
  meetings('signed-for-other-service', 'GetMeeting', 'a signature for another service', {
    method: 'GET',
    path: UNKNOWN,
    signing: { service: 'execute-api' },
  }),
  meetings('signed-for-other-region', 'GetMeeting', 'a signature for another region', {
    method: 'GET',
    path: UNKNOWN,
    signing: { region: 'eu-north-1' },
  }),
  voice('unknown-operation', 'NoSuchOperation', 'a path that no operation has', {
    method: 'GET',
    path: '/no-such-path',
  }),
  logs('unknown-operation-logs', 'NoSuchOperation', 'an operation that CloudWatch Logs does not have', {}),
  meetings('trailing-slash', 'GetMeeting', 'a slash after the path', { method: 'GET', path: `${UNKNOWN}/` }),
  meetings('invalid-json', 'CreateAttendee', 'a body that is not JSON', {
    method: 'POST',
    path: `${UNKNOWN}/attendees`,
    body: '{"ExternalUserId":',
  }),
  meetings('deep-json', 'CreateAttendee', 'a body that is nested deep', {
    method: 'POST',
    path: `${UNKNOWN}/attendees`,
    body: `{"ExternalUserId":"{Run}","Other":${nested(64)}}`,
  }),
  meetings('constraint-before-state', 'CreateAttendee', 'a user id that is too short, of a meeting that is not there', {
    method: 'POST',
    path: `${UNKNOWN}/attendees`,
    body: { ExternalUserId: 'a' },
  }),
];
