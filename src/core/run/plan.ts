import type { Step } from '../outcome/outcome.js';
import { carriesJoinToken } from './arguments.js';
import type { BridgeRequest } from './request.js';

export const STEP_IDS = ['find-call', 'meeting', 'look', 'attendees-file', 'update', 'prove', 'undo'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** A step that `bridge` may take. */
export interface BridgeStep extends Step {
  id: StepId;
}

/** A meeting that an earlier run left in place, and that this one goes into. */
export interface Adopted {
  meetingId: string;
  fromRun: string;
}

/** What the run will do, in order; `meeting` and `look` go side by side. Pure. */
export function planRun(request: BridgeRequest, adopted: Adopted | null = null): BridgeStep[] {
  const steps: (BridgeStep | null)[] = [
    namesWholeCall(request) ? null : FIND_CALL,
    request.meetingId === null && adopted === null
      ? CREATE_MEETING
      : joinExisting(request.addAttendees.length, request.meetingId === null ? adopted : null),
    LOOK,
    request.attendeesFile !== null ? WRITE_ATTENDEES_FILE : null,
    UPDATE,
    request.waitMs === null ? null : PROVE,
  ];
  return steps.filter((step) => step !== null);
}

/** All that the update needs is named: nothing has to be looked up. */
export function namesWholeCall({ call }: BridgeRequest): boolean {
  return call.transactionId !== null && call.sipMediaApplicationId !== null;
}

/** What is odd about the plan, though nothing forbids it. */
export function planWarnings(request: BridgeRequest): string[] {
  if (carriesJoinToken(request.arguments)) return [];
  return ['No argument carries the join token, so the handler must have one from elsewhere.'];
}

const FIND_CALL: BridgeStep = {
  id: 'find-call',
  title: 'find the call in the logs of its handler',
  operations: ['ListSipMediaApplications', 'FilterLogEvents'],
  effect: 'reads',
  undo: null,
};

const CREATE_MEETING: BridgeStep = {
  id: 'meeting',
  title: 'create the meeting and its attendees',
  operations: ['CreateMeetingWithAttendees'],
  effect: 'creates',
  undo: 'DeleteMeeting',
};

function joinExisting(more: number, adopted: Adopted | null): BridgeStep {
  const which =
    adopted === null ? 'the meeting' : `meeting ${adopted.meetingId}, which run ${adopted.fromRun} left in place`;
  return {
    id: 'meeting',
    title: `add the ${more === 0 ? 'attendee' : 'attendees'} to ${which}`,
    operations: ['GetMeeting', more === 0 ? 'CreateAttendee' : 'BatchCreateAttendee'],
    effect: 'creates',
    undo: 'DeleteAttendee',
  };
}

const LOOK: BridgeStep = {
  id: 'look',
  title: "look at the call's own records",
  operations: ['GetSipMediaApplication', 'FilterLogEvents'],
  effect: 'reads',
  undo: null,
};

const UPDATE: BridgeStep = {
  id: 'update',
  title: 'update the call, once',
  operations: ['UpdateSipMediaApplicationCall'],
  effect: 'updates',
  undo: null,
};

export const PROVE: BridgeStep = {
  id: 'prove',
  title: 'look for evidence of the join',
  operations: ['FilterLogEvents'],
  effect: 'reads',
  undo: null,
};

const WRITE_ATTENDEES_FILE: BridgeStep = {
  id: 'attendees-file',
  title: 'write the attendees file',
  operations: [],
  effect: 'creates',
  undo: null,
};

/** Not planned, but performed after a definite failure. */
export const UNDO: BridgeStep = {
  id: 'undo',
  title: 'undo what was created',
  operations: ['DeleteMeeting', 'DeleteAttendee'],
  effect: 'removes',
  undo: null,
};
