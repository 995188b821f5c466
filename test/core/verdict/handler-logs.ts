/** Handlers as people write them: what a call's handler answers, event by event, and how it logs that. */
import { inspect } from 'node:util';
import {
  end,
  event,
  failed,
  hangUp,
  type Json,
  meetingLeg,
  OUR_JOIN,
  phone,
  report,
  start,
  succeeded,
  THEIR_JOIN,
  update,
} from '../samples.js';

/** One event, and the response that the handler gives to it; null: it logs none, as a handler that throws. */
export interface Turn {
  event: Json;
  answer: Json | null;
}

export type Messages = (string | object)[];
/** What one Lambda request leaves in the log. */
export type Style = (turn: Turn, requestId: string) => Messages;

export const does = (...actions: (string | Json)[]): Json => ({
  SchemaVersion: '1.0',
  Actions: actions.map((action) => (typeof action === 'string' ? { Type: action, Parameters: {} } : action)),
});
/** A response without a list: the call goes on with what it was doing. */
export const GOES_ON: Json = { SchemaVersion: '1.0' };
export const join = (parameters: Json = OUR_JOIN): Json => ({ Type: 'JoinChimeMeeting', Parameters: parameters });

const outcome =
  (type: string) =>
  (sequence: number, action = 'Pause', details: Json = {}): Json =>
    event(type, sequence, { ActionData: { Type: action, Parameters: { CallId: 'a' } } }, details);
/** An action of the call went well, was cut short by an update, or failed. */
export const done = outcome('ACTION_SUCCESSFUL');
export const interrupted = outcome('ACTION_INTERRUPTED');
export const wentWrong = outcome('ACTION_FAILED');

/** The call before our update, which is event 3: answered, and held by one pause after the other. */
export const HELD: Turn[] = [
  { event: event('NEW_INBOUND_CALL', 1), answer: does('Pause') },
  { event: done(2), answer: does('Pause') },
];

export const turn = (event: Json, answer: Json | null = GOES_ON): Turn => ({ event, answer });

/** What handlers do with our update. */
export const STORIES = {
  joins: [turn(update(3), does(join())), turn(interrupted(4)), turn(succeeded(5))],
  fails: [turn(update(3), does(join())), turn(interrupted(4)), turn(failed(5), does('Pause'))],
  'fails, tries again': [turn(update(3), does(join())), turn(failed(4), does(join()))],
  declines: [turn(update(3), does()), turn(interrupted(4))],
  'goes on': [turn(update(3), GOES_ON)],
  'hangs up': [turn(update(3), does('Hangup')), turn(interrupted(4)), turn(done(5, 'Hangup')), turn(hangUp(6))],
  'caller hangs up': [turn(update(3), does(join())), turn(interrupted(4)), turn(hangUp(5))],
  'joins another meeting': [
    turn(update(3), does(join(THEIR_JOIN))),
    turn(interrupted(4)),
    turn(succeeded(5, THEIR_JOIN)),
  ],
} satisfies Record<string, Turn[]>;

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;

/** The whole log of a call, in a handler's style. */
export function logOf(turns: readonly Turn[], style: Style): Messages {
  return turns.flatMap((one, index) => style(one, idOf(index)));
}

/** A held call and what followed, by a handler that logs everything whole. */
export const whole = (...turns: Turn[]) => logOf([...HELD, ...turns], STYLES.whole);

/** The same, by a handler that logs its events and not its answers. */
export const eventsAlone = (...turns: Turn[]) => logOf([...HELD, ...turns], STYLES['events alone']);

export const storyIn = (story: keyof typeof STORIES, style: Style) => logOf([...HELD, ...STORIES[story]], style);

/** Lambda's own lines around what the handler writes, in the text format. */
const inRequest =
  (write: (turn: Turn) => Messages): Style =>
  (one, id) => [start(id), ...write(one), end(id), report(id)];

const both = (show: (object: Json) => string | object) =>
  inRequest(({ event: seen, answer }) => [show(seen), ...(answer === null ? [] : [show(answer)])]);

const TIME = '2026-11-23T14:29:12.345Z';
const platform = (type: string, requestId: string, more: Json = {}) => ({
  time: TIME,
  type: `platform.${type}`,
  record: { requestId, ...more },
});
/** Lambda's JSON format: one envelope a line. */
const inJson = (message: unknown, requestId: string) => ({ timestamp: TIME, level: 'INFO', requestId, message });

/** A JSON text as a masking logger leaves it: no token, and no id of a meeting. */
const masked = (object: Json): Json =>
  JSON.parse(JSON.stringify(object, (key, value) => (/token|meeting/i.test(key) ? '***' : value))) as Json;

const pythonRepr = (object: unknown) =>
  inspect(object, { depth: null, breakLength: Number.POSITIVE_INFINITY, maxStringLength: null })
    .replaceAll(/\b(\w+): /g, "'$1': ")
    .replaceAll('null', 'None');

const withoutKeys = (keys: readonly string[], object: Json): Json =>
  JSON.parse(JSON.stringify(object, (key, value) => (keys.includes(key) ? undefined : value))) as Json;

/** How handlers log. */
export const STYLES = {
  whole: both((object) => object),
  'whole, with words before it': both((object) => `event ${JSON.stringify(object)}`),
  'whole, Lambda JSON format': ({ event: seen, answer }, id) => [
    platform('start', id),
    inJson(seen, id),
    ...(answer === null ? [] : [inJson(answer, id)]),
    platform('report', id, { status: 'success' }),
  ],
  'whole, JSON texts in Lambda JSON format': ({ event: seen, answer }, id) => [
    platform('start', id),
    inJson(JSON.stringify(seen), id),
    ...(answer === null ? [] : [inJson(JSON.stringify(answer), id)]),
    platform('runtimeDone', id),
  ],
  "whole, Node's prefix": ({ event: seen, answer }, id) =>
    inRequest(() =>
      [seen, ...(answer === null ? [] : [answer])].map((object) => `${TIME}\t${id}\tINFO\t${JSON.stringify(object)}`),
    )({ event: seen, answer }, id),
  "whole, in one logger's envelope": both((object) => ({ level: 'info', msg: object })),
  'whole, in two loggers envelopes': both((object) => ({ level: 'info', msg: { level: 'info', message: object } })),
  'whole, pretty': both((object) => JSON.stringify(object, null, 2)),
  'whole, a line a record': inRequest(({ event: seen, answer }) =>
    [seen, ...(answer === null ? [] : [answer])].flatMap((object) => JSON.stringify(object, null, 2).split('\n')),
  ),
  "Python's print": both((object) => `RECV: ${pythonRepr(object)}`),
  'tokens and meetings masked': both(masked),
  'answers nested in a record': inRequest(({ event: seen, answer }) => [
    seen,
    ...(answer === null ? [] : [{ kind: 'reply', detail: { answer } }]),
  ]),
  "Node's inspection": both((object) => inspect(object)),
  'events alone': inRequest(({ event: seen }) => [seen]),
  'events alone, no legs': inRequest(({ event: seen }) => [withoutKeys(['Participants'], seen)]),
  'events alone, no actions': inRequest(({ event: seen }) => [withoutKeys(['ActionData'], seen)]),
  'events alone, no Sequence': inRequest(({ event: seen }) => [withoutKeys(['Sequence'], seen)]),
  'whole, ends not logged': ({ event: seen, answer }) => [seen, ...(answer === null ? [] : [answer])],
  'whole, in Lambda JSON format, ends not logged': ({ event: seen, answer }, id) => [
    inJson(seen, id),
    ...(answer === null ? [] : [inJson(answer, id)]),
  ],
  'successes left out': inRequest(({ event: seen, answer }) =>
    seen['InvocationEventType'] === 'ACTION_SUCCESSFUL' ? [] : [seen, ...(answer === null ? [] : [answer])],
  ),
  'failures and updates alone': inRequest(({ event: seen }) =>
    ['ACTION_FAILED', 'CALL_UPDATE_REQUESTED'].includes(String(seen['InvocationEventType'])) ? [seen] : [],
  ),
  'failures alone': inRequest(({ event: seen }) => (seen['InvocationEventType'] === 'ACTION_FAILED' ? [seen] : [])),
  'the update alone': inRequest(({ event: seen }) =>
    seen['InvocationEventType'] === 'CALL_UPDATE_REQUESTED' ? [seen] : [],
  ),
  'the first 300 characters': both((object) => `event ${JSON.stringify(object).slice(0, 300)}...`),
  'words alone': inRequest(({ event: seen }) => [
    `got ${String(seen['InvocationEventType'])}; JoinChimeMeeting expected`,
  ]),
  nothing: inRequest(() => []),
} satisfies Record<string, Style>;

/** A second leg, masked, to whoever it leads. */
export const hiddenLeg = (more: Json = {}) => meetingLeg({ To: '***', From: '***', ...more });
export const telephoneLeg = (more: Json = {}) => meetingLeg({ To: '+12065550100', From: '+15051234567', ...more });
export const withLegs = (...legs: Json[]): Json => ({ Participants: [phone(), ...legs] });
