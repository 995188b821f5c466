import type { CallEvent } from '../evidence/call-event.js';
import type { Timeline } from '../evidence/seen.js';
import { readTimeline } from '../evidence/timeline.js';
import { sameId } from '../facts/ids.js';
import { isJoinSuccess } from '../verdict/history.js';
import { judge } from '../verdict/judge.js';
import type { RunMarks } from '../verdict/ours.js';
import { argumentsInClear, inClear } from '../verdict/sent-text.js';
import { CHECKED_CALL, CHECKED_VALUES } from './events.js';
import { finding, ok, unknown, warning } from './judged.js';
import type { Judge, Observed } from './observed.js';
import type { SentUpdate } from './ports.js';

const STREAM = 'handler-check';

function timelineOf(records: string[]): Timeline {
  const place = { id: '', group: STREAM, stream: STREAM, ingestedAt: null };
  const asRecord = (message: string, time: number) => ({ ...place, time, message });
  return readTimeline(records.map(asRecord));
}

const logsEvents: Judge = ({ search: { records }, trial }) => {
  // A whole call shows more than single events: whether the join itself could be proved.
  if (trial?.sent != null && trial.records.length > 0) return judgeProof(trial.records, trial.sent);
  if (records === null) {
    return unknown(
      'What it logs could not be seen: the answers bring no log tail (X-Amz-Log-Result).',
      'Log each event as JSON, first thing: without it bridge can only say UNCONFIRMED.',
    );
  }
  const seen = timelineOf(records).events.some(({ event }) => event.transactionId === CHECKED_CALL.transactionId);
  return seen ? ok('It logs its events.') : notLogged;
};

const notLogged = finding(
  'It does not log its events: nothing can be proved, and bridge can only say UNCONFIRMED.',
  'Log each event as JSON, first thing, join tokens masked.',
);

/** By the very reading that bridge does. */
function judgeProof(records: string[], sent: SentUpdate): ReturnType<Judge> {
  const timeline = timelineOf(records);
  const isShortened =
    records.some((record) => SHORTENED.test(record)) || timeline.events.some(({ event }) => event.unread !== undefined);
  if (timeline.events.length === 0 && !isShortened) return notLogged;
  const isProved = judge(timeline, marksOf(sent)).kind === 'joined';
  const isFound = timeline.events.some(({ event }) => showsCall(event, sent));
  if (isProved && isFound) return ok('It logs its events: bridge can prove the join.');
  const lack = lackIn(timeline, isProved);
  if (isShortened) {
    return finding(
      `It logs its events shortened, as [Object] or cut: ${lack}.`,
      'Log each event whole, first thing, as JSON.stringify(event) or json.dumps(event) writes it, join tokens masked.',
    );
  }
  return finding(`It logs some events: ${lack}.`, 'Log every event whole, as JSON, first thing, join tokens masked.');
}

function lackIn({ events }: Timeline, isProved: boolean): string {
  if (isProved) return 'none before the join shows the CallId, by which bridge finds the call';
  const isThere = events.some(({ event }) => isJoinSuccess(event));
  return isThere
    ? 'the ACTION_SUCCESSFUL of JoinChimeMeeting does not show whose join it was, and the join cannot be proved'
    : 'not the ACTION_SUCCESSFUL of JoinChimeMeeting, and the join cannot be proved';
}

/** As Node's inspector prints what lies deep. */
const SHORTENED = /\[(?:Object|Array)\]/;

/** An update, and the join itself, come too late to find the call by. */
function showsCall({ type, legs, transactionId, actionType }: CallEvent, sent: SentUpdate): boolean {
  const isBefore = type !== 'CALL_UPDATE_REQUESTED' && actionType !== 'JoinChimeMeeting';
  return (
    isBefore && sameId(transactionId, sent.transactionId) && legs.some(({ callId }) => sameId(callId, sent.callId))
  );
}

function marksOf({ joinToken, arguments: args, transactionId, meetingId, attendeeId }: SentUpdate): RunMarks {
  return {
    ...{ transactionId, meetingId, attendeeId, meetingCreated: true, earlierAttendees: [], runId: STREAM },
    joinToken: inClear(joinToken),
    arguments: argumentsInClear(args, [joinToken, attendeeId, meetingId]),
    // The records here have the order of their lines for a time, and the call had no update before.
    updatedAt: 0,
    sequenceBefore: null,
  };
}

const masksTokens: Judge = (observed) => {
  const records = allRecords(observed);
  if (records === null) return unknown('What it logs could not be seen.');
  if (!records.some((record) => record.includes(CHECKED_VALUES.JoinToken))) return ok('No join token in its log.');
  return warning(
    'It logs join tokens in clear: whoever can read the log can enter the meeting.',
    'Mask every member whose name speaks of a token before logging; the evidence does not need it.',
  );
};

function allRecords({ walk, search }: Observed): string[] | null {
  const all = [search.records, ...Object.values(walk).map(({ records }) => records)];
  const seen = all.filter((records) => records !== null);
  return seen.length === 0 ? null : seen.flat();
}

/** Can what it did be proved afterwards, and who else can read it? */
export const LOG_JUDGES = {
  'logs-events': logsEvents,
  'keeps-tokens-out-of-logs': masksTokens,
} satisfies Record<string, Judge>;
