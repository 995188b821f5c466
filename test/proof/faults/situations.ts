import type { Fault } from '../../../src/emulator/faults.js';
import type { Plan } from './plan.js';

/** What makes a run fail before the update is delivered, so that it undoes what it made. */
const REFUSED: Fault = {
  operation: 'UpdateSipMediaApplicationCall',
  kind: 'error',
  status: 400,
  code: 'BadRequestException',
  times: 99,
};

export interface Situation {
  plan: Partial<Plan>;
  operations: readonly string[];
}

/** The situations in which each operation that `bridge` sends is sent, so that every fault strikes in at least one. */
export const SITUATIONS = {
  'new meeting, joins': {
    plan: {},
    operations: [
      'CreateMeetingWithAttendees',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
    ],
  },
  'new meeting, declined': {
    plan: { handler: 'ignores-update' },
    operations: [
      'CreateMeetingWithAttendees',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
    ],
  },
  'new meeting, refused': {
    plan: { faults: [REFUSED] },
    operations: ['CreateMeetingWithAttendees', 'DeleteMeeting'],
  },
  'existing meeting, joins': {
    plan: { existingMeeting: true, userId: 'given', addAttendees: 1 },
    operations: [
      'ListAttendees',
      'GetMeeting',
      'BatchCreateAttendee',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
    ],
  },
  'existing meeting, declined': {
    plan: { existingMeeting: true, handler: 'ignores-update' },
    operations: [
      'GetMeeting',
      'CreateAttendee',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
    ],
  },
  'existing meeting, refused': {
    plan: { existingMeeting: true, userId: 'given', addAttendees: 1, faults: [REFUSED] },
    operations: ['BatchCreateAttendee', 'ListAttendees', 'DeleteAttendee'],
  },
  'second run, declined': {
    plan: { handler: 'ignores-update', earlierRun: true },
    operations: ['GetMeeting', 'CreateAttendee', 'UpdateSipMediaApplicationCall', 'FilterLogEvents'],
  },
} as const satisfies Record<string, Situation>;
