import type { Timeline } from '../evidence/seen.js';
import { readTimeline } from '../evidence/timeline.js';
import { CHECKED_CALL, CHECKED_VALUES } from './events.js';
import { finding, ok, unknown, warning } from './judged.js';
import type { Judge, Observed } from './observed.js';

const STREAM = 'handler-check';

function timelineOf(records: string[]): Timeline {
  const place = { id: '', group: STREAM, stream: STREAM, ingestedAt: null };
  const asRecord = (message: string, time: number) => ({ ...place, time, message });
  return readTimeline(records.map(asRecord));
}

const logsEvents: Judge = ({ search: { records }, trial }) => {
  // A whole call shows more than single events: whether the join itself could be proved.
  if (trial?.joined === true && trial.records.length > 0) return judgeProof(timelineOf(trial.records));
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

function judgeProof({ events }: Timeline): ReturnType<Judge> {
  const proved = events.some(
    ({ event }) => event.type === 'ACTION_SUCCESSFUL' && event.actionType === 'JoinChimeMeeting',
  );
  if (proved) return ok('It logs its events: bridge can prove the join.');
  if (events.length === 0) return notLogged;
  return finding(
    'It logs some events, and not the ACTION_SUCCESSFUL of JoinChimeMeeting: the join cannot be proved.',
    'Log every event as JSON, first thing, join tokens masked.',
  );
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
