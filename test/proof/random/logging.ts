/** What a handler of this plan writes to its log: the way from an event or an answer to Lambda's records. */
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import type { EventType, InvocationEvent } from '../../../src/core/facts/event.js';
import type { Logs, TextStyle } from './handler.js';

/** One call of the handler's logger; `value` alone is a structured message where the log format has such. */
interface Line {
  text: string;
  value?: unknown;
  /** Each line of the text becomes a record of its own. */
  isRaw?: boolean;
}

const MASKED_KEYS: Record<Logs['masks']['keys'], RegExp> = {
  none: /(?!)/,
  token: /token/i,
  'token-and-meeting': /token|meeting/i,
  'all-ids': /token|meeting|attendee|callid|runid/i,
};
const ERRORS: readonly EventType[] = ['ACTION_FAILED', 'INVALID_LAMBDA_RESPONSE'];
const FALLBACK = { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: '480' } }] };

/** Whether this event is logged with all its members. */
function logsEvent({ events }: Logs, type: EventType): boolean {
  switch (events.which) {
    case 'all':
      return true;
    case 'errors':
      return ERRORS.includes(type);
    case 'all-but-successes':
      return type !== 'ACTION_SUCCESSFUL';
    case 'updates-and-failures':
      return type === 'CALL_UPDATE_REQUESTED' || ERRORS.includes(type);
    case 'chosen':
      return events.chosen.includes(type);
    case 'none':
      return false;
  }
}

export function eventLines(logs: Logs, event: InvocationEvent): Line[] {
  const { events } = logs;
  const { InvocationEventType: type, Sequence, CallDetails } = event;
  if (logsEvent(logs, type)) return [lineOf(logs, events, withoutSome(logs, event), 'event')];
  if (events.others === 'nothing') return [];
  const { TransactionId } = CallDetails;
  if (events.others === 'slim') {
    return [{ text: JSON.stringify({ InvocationEventType: type, Sequence, CallDetails: { TransactionId } }) }];
  }
  return [{ text: `${TransactionId} got ${type}; ACTION_SUCCESSFUL JoinChimeMeeting expected` }];
}

function withoutSome({ events: { actionData } }: Logs, event: InvocationEvent): unknown {
  const { ActionData, ...rest } = event;
  if (ActionData === undefined || event.InvocationEventType === 'CALL_UPDATE_REQUESTED') return event;
  if (actionData === 'type') return { ...rest, ActionData: { Type: ActionData.Type } };
  return actionData === 'none-of-successes' && event.InvocationEventType === 'ACTION_SUCCESSFUL' ? rest : event;
}

/** What is logged before the work begins, whatever comes of it. */
export function linesBefore(logs: Logs): Line[] {
  const { which, label } = logs.answers;
  if (which === 'template' || which === 'template-and-final') {
    return [{ text: `${label}${JSON.stringify({ SchemaVersion: '1.0', Actions: [] })}` }];
  }
  if (which === 'settings') {
    const value = { level: 'INFO', message: 'settings', config: { stage: 'prod', fallback: FALLBACK } };
    return [{ text: JSON.stringify(value), value }];
  }
  return which === 'fallback' ? [{ text: `${label}${JSON.stringify(FALLBACK)}`, value: FALLBACK }] : [];
}

const SOMETIMES: readonly EventType[] = ['NEW_INBOUND_CALL', 'CALL_UPDATE_REQUESTED'];

export function answerLines(logs: Logs, type: EventType, answer: unknown): Line[] {
  const { which } = logs.answers;
  if (which === 'template') return [{ text: `Returning ${actionNames(answer)}` }];
  const logged =
    which === 'all' || which === 'template-and-final' || (which === 'sometimes' && SOMETIMES.includes(type));
  return logged ? [lineOf(logs, logs.answers, answer, 'response')] : [];
}

function actionNames(answer: unknown): string {
  const { Actions } = answer as { Actions?: { Type: string }[] | null };
  return (Actions ?? []).map(({ Type }) => Type).join(',');
}

function lineOf(logs: Logs, how: Logs['events'] | Logs['answers'], given: unknown, name: string): Line {
  const value = masked(logs.masks, given);
  const { style, label, length } = how;
  const line = styled(style, value, label, length);
  if (logs.envelope === 'none') return line;
  // A logger writes one line of JSON; what is no plain value is a text in it.
  const isValue = style === 'json' || style === 'nested';
  const inner = isValue && logs.envelope !== 'message-text' ? value : line.text;
  const head = { level: 'INFO', time: new Date().toISOString(), service: 'ivr' };
  const whole =
    logs.envelope === 'beside'
      ? { ...head, message: `${name} follows`, [name]: inner }
      : { ...head, [logs.envelope === 'msg' ? 'msg' : 'message']: inner };
  return { text: JSON.stringify(whole), value: whole };
}

function styled(style: TextStyle | 'first-level', value: unknown, label: string, length: number): Line {
  const json = JSON.stringify(value);
  switch (style) {
    case 'json':
      return label === '' ? { text: json, value } : { text: `${label}${json}` };
    case 'pretty':
      return { text: `${label}${JSON.stringify(value, null, 2)}` };
    case 'lines':
      return { text: `${label}${JSON.stringify(value, null, 2)}`, isRaw: true };
    case 'inspect':
      return { text: `${label}${inspect(value)}` };
    case 'repr':
      return { text: `${label}${repr(value)}` };
    case 'shortened':
      return { text: json.length > length ? `${label}${json.slice(0, length)}...` : `${label}${json}` };
    case 'in-string':
      return { text: JSON.stringify({ payload: json, source: 'handler' }) };
    case 'nested':
      return { text: JSON.stringify({ source: 'handler', data: { value } }) };
    case 'first-level':
      return { text: `${label}${firstLevel(value)}` };
  }
}

/** As Python's pprint does with depth=1. */
function firstLevel(value: unknown): string {
  const members = Object.entries(value as object).map(([key, member]) => {
    const shown = Array.isArray(member) ? '[...]' : typeof member === 'object' && member ? '{...}' : repr(member);
    return `'${key}': ${shown}`;
  });
  return `{${members.join(', ')}}`;
}

function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, member]) => `${repr(key)}: ${repr(member)}`)
      .join(', ')}}`;
  }
  return String(value);
}

function masked(masks: Logs['masks'], value: unknown): unknown {
  const pattern = MASKED_KEYS[masks.keys];
  const text = JSON.stringify(value, (key, member) => {
    if (typeof member !== 'string' || !pattern.test(key)) return member;
    if (masks.cutsTokenAfter !== null) return `${member.slice(0, masks.cutsTokenAfter)}...`;
    return hidden(masks.how, member);
  });
  return JSON.parse(masks.numbers ? text.replaceAll(/\+\d{7,15}/g, '+***') : text);
}

function hidden(how: Logs['masks']['how'], text: string): string | undefined {
  switch (how) {
    case 'stars':
      return '***';
    case 'word':
      return '[REDACTED]';
    case 'removed':
      return undefined;
    case 'start':
      return `${text.slice(0, 4)}****`;
    case 'hash':
      return createHash('sha256').update(text).digest('hex').slice(0, 16);
  }
}

/** The records that Lambda makes of it. */
export function recordsOf(logs: Logs, requestId: string, level: string, line: Line): string[] {
  const time = new Date().toISOString();
  const { text } = line;
  if (line.isRaw || logs.through === 'print') return text.split('\n').filter((one) => one !== '');
  if (logs.format === 'JSON') {
    const message = line.value === undefined || logs.through === 'logger' ? text : line.value;
    return [JSON.stringify({ timestamp: time, level, requestId, message })];
  }
  if (logs.through === 'logger') return [`[${level}]\t${time}\t${requestId}\t${text}`];
  return [`${time}\t${requestId}\t${level}\t${text}`];
}

/** What Lambda's Node runtime writes of an error that a handler throws. */
export function recordOfError(logs: Logs, requestId: string, error: Error): string {
  const thrown = { errorType: error.name, errorMessage: error.message, stack: [`${error.name}: ${error.message}`] };
  const text = `Invoke Error \t${JSON.stringify(thrown)}`;
  const [record] = recordsOf({ ...logs, through: 'console' }, requestId, 'ERROR', { text });
  return record ?? '';
}
