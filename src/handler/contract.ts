import { fileURLToPath } from 'node:url';

/** The reference handler's file, as users deploy it. */
export const REFERENCE_HANDLER = fileURLToPath(new URL('./sma-handler.mjs', import.meta.url));

/** One way of telling a handler which meeting to join: the arguments' names, and what stands under each. */
export interface ArgumentConvention {
  name: 'standard' | 'join_meeting' | 'snake_case' | 'action_json';
  /** An argument that holds the same text always. */
  literal?: Record<string, string>;
  joinToken?: string;
  meetingId?: string;
  /** The whole JoinChimeMeeting action as JSON. */
  action?: string;
  /** Sent along for the handler's own use; the reference handler ignores them. */
  also: readonly string[];
}

/** The conventions that the reference handler understands, tried in this order. */
export const ARGUMENT_CONVENTIONS: readonly ArgumentConvention[] = [
  { name: 'standard', joinToken: 'JoinToken', meetingId: 'MeetingId', also: ['AttendeeId', 'CallId', 'RunId'] },
  {
    name: 'join_meeting',
    literal: { action: 'join_meeting' },
    joinToken: 'joinToken',
    meetingId: 'meetingId',
    also: ['attendeeId'],
  },
  { name: 'snake_case', joinToken: 'join_token', meetingId: 'meeting_id', also: ['attendee_id'] },
  { name: 'action_json', action: 'Action', also: [] },
];
