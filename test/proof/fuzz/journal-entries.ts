/** Entries of a journal, as the fuzz feeds them. */
import { CALL, MEETING, REQUEST, TRANSACTION } from './samples.js';

const PLACE = { endpoint: null, profile: null, region: 'us-east-1', meetingsRegion: 'us-east-1' };
const NAMED = { callId: CALL, transactionId: TRANSACTION, sipMediaApplicationId: REQUEST };
const ASKED = {
  ...{ ...PLACE, call: NAMED, meetingId: null, externalMeetingId: 'standup', mediaRegion: 'us-east-1' },
  ...{
    externalUserId: 'phone',
    addAttendees: [],
    arguments: 'digest',
    logGroups: ['/aws/lambda/x'],
    keepMeeting: false,
  },
  ...{ attendeesFile: null, timeoutMs: 30_000 },
};
const LEFT = [
  { kind: 'meeting', meetingId: MEETING, attendeeId: null, region: 'us-east-1', command: 'chime-join meeting end' },
];
const RESULT = {
  ...{ verdict: 'JOINED', runId: 'run-1', call: { ...NAMED, region: 'us-east-1' }, meeting: null, attendee: null },
  ...{ evidence: [], undone: [], leftovers: LEFT },
};
const DIGEST = { digest: 'a'.repeat(64), length: 64 };

/** Entries of a journal, in the order in which a run writes them. */
export const ENTRIES = [
  {
    type: 'claimed',
    claim: 'c',
    purpose: 'bridge',
    by: { host: 'h', pid: 1, started: null },
    who: null,
    version: '0.1.0',
    lastsMs: 9,
  },
  { type: 'begun', attempt: 1, salt: 's', asked: ASKED, reason: null, plan: ['prepare', 'update', 'prove'] },
  { type: 'call-found', call: NAMED },
  { type: 'step-started', step: 'update' },
  {
    type: 'made',
    made: { meeting: { state: 'made', meetingId: MEETING }, strays: [], asked: [], doubtful: [], attendees: [] },
  },
  {
    type: 'update-sending',
    marks: {
      ...{
        call: NAMED,
        meetingId: MEETING,
        attendeeId: CALL,
        joinToken: DIGEST,
        arguments: { a: { ...DIGEST, unique: true } },
      },
      ...{ sequenceBefore: 1, logGroups: [], sendingAt: 5 },
    },
  },
  { type: 'update-sent', delivery: 'accepted', at: 5, requestId: 'r' },
  { type: 'interrupted' },
  { type: 'verdict', verdict: 'NOT_JOINED', evidence: [], failure: { code: 'ACTION_FAILED', message: 'No.' } },
  { type: 'undone', attempt: 1, undone: [], leftovers: LEFT },
  { type: 'step-finished', step: 'update', outcome: 'done', ms: 5, requestIds: ['r'] },
  { type: 'ended', result: RESULT, failure: null, warnings: [], requestIds: [] },
  { type: 'released', claim: 'c' },
].map((entry) => ({ time: '2026-11-23T14:29:10.000Z', ...entry }));
