import type { InvocationEvent } from '../../../src/core/facts/event.js';
import { checkHandler } from '../../../src/core/handler-check/check.js';
import type { HandlerUnderCheck, Invoked, JoinTrial } from '../../../src/core/handler-check/ports.js';
import type { HandlerCheckName } from '../../../src/core/handler-check/result.js';

export type Args = Record<string, string>;
export const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };
export const HANGUP = { Type: 'Hangup', Parameters: { SipResponseCode: '0' } };
export const respond = (...Actions: object[]) => ({ SchemaVersion: '1.0', Actions });
export const KEEP = { SchemaVersion: '1.0' };
export const join = (JoinToken: unknown, MeetingId: unknown, more: object = {}) =>
  respond({ Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId, ...more } });

export interface Told {
  /** What it answers to an update; what it reads of `args` is noted. */
  onUpdate?: (args: Args) => unknown;
  /** What it answers to other events, by type, or by type and action; a function is called. */
  answers?: Record<string, unknown>;
  /** What it logs of an event; null: nobody sees. */
  logs?: ((event: InvocationEvent) => string[]) | null;
  source?: string;
  /** What it looks for outside on an event. */
  outside?: (event: InvocationEvent) => { reached?: string[]; variables?: string[] };
  trial?: Partial<JoinTrial>;
}

const HOLDS: Record<string, unknown> = {
  NEW_INBOUND_CALL: respond(PAUSE),
  'ACTION_SUCCESSFUL Pause': respond(PAUSE),
  ACTION_FAILED: respond(PAUSE),
  HANGUP: respond(PAUSE),
};

/** A handler that does everything right but what the test says. */
function handler({
  onUpdate = () => KEEP,
  answers = {},
  logs,
  source = 'source',
  outside = () => ({}),
}: Told): HandlerUnderCheck {
  const all = { ...HOLDS, ...answers };
  const invoke = async (sent: object, watch: boolean): Promise<Invoked> => {
    const event = sent as InvocationEvent;
    const names = new Set<string>();
    const isUpdate = event.InvocationEventType === 'CALL_UPDATE_REQUESTED';
    const seen = {
      durationMs: 1,
      records: logs === null ? null : (logs ?? ((one) => [JSON.stringify(one)]))(event),
      reads: null,
      outside: { reached: [], variables: [], ...outside(event) },
      by: 'promise' as const,
    };
    const told = isUpdate
      ? () => onUpdate(noting(event.ActionData?.Parameters?.['Arguments'] as Args, names))
      : (all[`${event.InvocationEventType} ${event.ActionData?.Type}`] ?? all[event.InvocationEventType] ?? KEEP);
    try {
      const answer = typeof told === 'function' ? told() : told;
      const reads = watch ? { names: [...names], compared: {}, listed: false, parsed: {} } : null;
      if (answer === 'hangs') return { kind: 'timed-out', text: '', ...seen };
      return { kind: 'answered', text: JSON.stringify(answer), ...seen, reads };
    } catch (error) {
      return { kind: 'threw', text: String(error), ...seen };
    }
  };
  const loading = { reached: [], variables: [] };
  return { invoke, source, loading, parameters: 1, runtime: null, allowNetwork: false };
}

const noting = (args: Args, names: Set<string>): Args =>
  new Proxy(args, {
    get(target, name) {
      names.add(String(name));
      return target[String(name)];
    },
  });

/** The report on such a handler: what is said of each question. */
export async function checked(told: Told) {
  const tries: unknown[] = [];
  const result = await checkHandler('handler.mjs', handler(told), async (templates) => {
    tries.push(templates);
    const outside = { reached: [], variables: [] };
    const seen = {
      hindrance: null,
      notSimulated: [],
      second: 'stays' as const,
      after: null,
      unheard: null,
      sent: null,
      records: [],
      outside,
    };
    return { joined: true, ...seen, ...told.trial };
  });
  const of = (name: HandlerCheckName) => result.checks.find(({ check }) => check === name);
  return { result, tries, status: (name: HandlerCheckName) => of(name)?.status, of };
}
