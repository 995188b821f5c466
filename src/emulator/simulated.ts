import { ACTION_TYPES, type ActionType } from '../core/facts/actions/table.js';
import { EVENT_TYPES, type EventType } from '../core/facts/event.js';
import { isSimulated } from './sma/actions/registry.js';

/** How much of one thing of AWS's the emulator simulates. */
export interface Simulated {
  what: string;
  kind: 'event' | 'action' | 'call' | 'meeting' | 'logs' | 'account' | 'other';
  how: 'whole' | 'part' | 'no';
  /** What is missing, or why. */
  remark: string;
}

/** What a simulated action leaves out; one that is not here is whole. */
const ACTIONS_IN_PART: Partial<Record<ActionType, string>> = {
  CallAndBridge: 'every CallerIdNumber counts as one that the account owns; an AWS endpoint behaves like a telephone',
  PlayAudio: 'nothing is heard, no bucket is read; 2 s',
  PlayAudioAndGetDigits: 'keys are real, nothing is heard, no bucket is read',
  RecordAudio: 'nothing is recorded; 2 s, or a key of RecordingTerminators',
  Speak: 'nothing is heard; 2 s',
  SpeakAndGetDigits: 'keys are real, nothing is heard',
  StartBotConversation: 'no bot is asked: FallbackIntent after 3 s',
  StartCallRecording: 'the state is real, nothing is recorded',
  VoiceFocus: 'the state is real, nothing is heard',
};

const EVENTS_IN_PART: Partial<Record<EventType, string>> = {
  ACTION_FAILED: 'where AWS shows no words for a failure they are assumed',
  HANGUP: 'what follows a Hangup of LEG-B where AWS contradicts itself is assumed',
  INVALID_LAMBDA_RESPONSE: 'its error types are assumed, but for two',
};

const WITHDRAWN = 'AWS names it and describes it nowhere: it succeeds without effect';

const OTHERS: readonly Simulated[] = [
  row('call', 'SIP headers, reserved ones refused', 'whole', ''),
  row('call', 'TransactionAttributes', 'whole', ''),
  row(
    'call',
    'Dialling the meeting (+17035550122)',
    'whole',
    'by CreateSipMediaApplicationCall; not over a Voice Connector',
  ),
  row('call', 'Telephones that are busy, decline or do not answer', 'whole', '/_emulator/telephones'),
  row('call', 'Legs that stay, and their end after 48 hours', 'whole', ''),
  row('call', 'Muting of telephones in a meeting', 'whole', ''),
  row('call', 'Several SMAs, each with its handler', 'whole', 'the control plane says which SMA a call reaches'),
  row('call', 'SIP rules, several SMAs on one number, failover', 'no', 'no number leads anywhere by itself'),
  row(
    'meeting',
    'Meeting events of meetings, attendees and transcriptions',
    'whole',
    'in a log group; video and content events are left out: there is no media',
  ),
  row('meeting', 'Presence of browsers', 'part', '/_emulator/present says who comes and goes'),
  row('meeting', 'Transcription', 'part', 'starts, stops and sends its events; nothing is transcribed'),
  row('meeting', 'Notifications by SNS, SQS and Lambda', 'no', 'the emulator does not have these services'),
  row('logs', 'Log groups and streams, read, written and tailed', 'whole', ''),
  row('logs', 'Logs Insights queries, subscriptions, metrics', 'no', 'no step of a join needs them'),
  row('account', 'Active calls, actions a second, concurrent meetings, bots', 'whole', '--quotas; raised without it'),
  row('account', 'Request rates of the update and the create', 'whole', 'bursts are assumed'),
  row('other', "The SMA's message log", 'part', "the texts are AWS's, the record around them is not public"),
  row('other', 'Alexa skills, CDRs, CloudWatch metrics', 'no', 'no handler or operator sees them in a join'),
];

/** What of AWS is simulated, whole, in part or not: docs/emulator.md has it as a table. */
export const SIMULATED: readonly Simulated[] = [
  ...EVENT_TYPES.map((type) => inPart('event', type, EVENTS_IN_PART[type])),
  ...ACTION_TYPES.map((type) =>
    isSimulated(type) ? inPart('action', type, ACTIONS_IN_PART[type]) : row('action', type, 'no', WITHDRAWN),
  ),
  ...OTHERS,
];

function inPart(kind: Simulated['kind'], what: string, missing: string | undefined): Simulated {
  return row(kind, what, missing === undefined ? 'whole' : 'part', missing ?? '');
}

function row(kind: Simulated['kind'], what: string, how: Simulated['how'], remark: string): Simulated {
  return { kind, what, how, remark };
}
