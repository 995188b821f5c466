import type { Failure } from '../failure.js';
import { groupName } from './call/steps.js';

/** What a run knows of the values for which advice has placeholders. Null: not known. */
export interface KnownIds {
  runId: string | null;
  callId: string | null;
  transactionId: string | null;
  sipMediaApplicationId: string | null;
  meeting: { meetingId: string; region: string } | null;
  logGroup: string | null;
}

export const NO_IDS: KnownIds = {
  ...{ runId: null, callId: null, transactionId: null, sipMediaApplicationId: null, meeting: null, logGroup: null },
};

/** The failure with the values that are known in place of the placeholders in its advice, so that it can be pasted. */
export function filledIn(failure: Failure, known: KnownIds): Failure {
  const { code, message, exitCode, tryThis } = failure;
  // The CallId that is known is the one that was wrong.
  const ids = code === 'LEG_NOT_JOINABLE' ? { ...known, callId: null } : known;
  return failure.changedTo(code, message, { tryThis: tryThis.map((step) => filledStep(step, ids)), exitCode });
}

function filledStep(step: string, known: KnownIds): string {
  const { runId, callId, transactionId, sipMediaApplicationId, meeting, logGroup } = known;
  const values: [RegExp, string | null][] = [
    [/(?<=--call-id )ID\b/g, callId],
    [/(?<=--transaction-id )ID\b/g, transactionId],
    [/(?<=--sma-id )ID\b|\bSMA_ID\b/g, sipMediaApplicationId],
    [/(?<=--meeting-id )ID\b/g, meeting && `${meeting.meetingId} --meetings-region ${meeting.region}`],
    [/\bRUN_ID\b/g, runId],
    [/\bLOG_GROUP\b/g, logGroup && groupName(logGroup)],
  ];
  return values.reduce((text, [place, value]) => (value === null ? text : text.replace(place, () => value)), step);
}
