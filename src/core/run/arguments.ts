import { failed } from '../catalogue/failed.js';
import { joinChimeMeeting } from '../facts/action.js';
import { MAX_UPDATE_ARGUMENTS } from '../facts/limits.js';
import { MASK } from '../secret.js';

/** What a template may name. `null` until known, or where it never will be (a CallId nobody gave). */
export interface TemplateValues {
  JoinToken: string | null;
  MeetingId: string | null;
  AttendeeId: string | null;
  ExternalUserId: string | null;
  CallId: string | null;
  TransactionId: string | null;
  RunId: string | null;
}

const TEMPLATE_NAMES = [
  'JoinToken',
  'MeetingId',
  'AttendeeId',
  'ExternalUserId',
  'CallId',
  'TransactionId',
  'RunId',
  'Action',
] as const;
type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** The conventions of handlers in use; names and letter case are the handlers'. `standard` is the reference handler's. */
export const ARGUMENT_PRESETS = {
  standard: {
    JoinToken: '{{JoinToken}}',
    MeetingId: '{{MeetingId}}',
    AttendeeId: '{{AttendeeId}}',
    CallId: '{{CallId}}',
    RunId: '{{RunId}}',
  },
  join_meeting: {
    action: 'join_meeting',
    meetingId: '{{MeetingId}}',
    joinToken: '{{JoinToken}}',
    attendeeId: '{{AttendeeId}}',
  },
  snake_case: { meeting_id: '{{MeetingId}}', attendee_id: '{{AttendeeId}}', join_token: '{{JoinToken}}' },
  action_json: { Action: '{{Action}}' },
  none: {},
} as const satisfies Record<string, Record<string, string>>;

export type ArgumentPreset = keyof typeof ARGUMENT_PRESETS;

/** One entry of the Arguments map to come. An `optional` one (a preset's) is left out where a value is unknown. */
export interface ArgumentTemplate {
  key: string;
  template: string;
  optional: boolean;
}

/** Blanks inside are trimmed where it is read: a pattern for them would try every way to share them out. */
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/**
 * The preset with the operator's own `KEY=VALUE` entries over it. Throws ARGUMENT_INVALID for an entry that is none, an
 * unknown placeholder, a key given twice, or more entries than AWS takes.
 */
export function argumentTemplates(preset: ArgumentPreset, typed: string[]): ArgumentTemplate[] {
  const own = typed.map(parseArgument);
  const keys = new Set<string>();
  for (const { key } of own) {
    if (keys.has(key)) throw failed('ARGUMENT_INVALID.twice', { key: show(key) });
    keys.add(key);
  }
  const presets = Object.entries(ARGUMENT_PRESETS[preset])
    .filter(([key]) => !keys.has(key))
    .map(([key, template]) => ({ key, template, optional: true }));
  const all = [...presets, ...own];
  if (all.length > MAX_UPDATE_ARGUMENTS) {
    throw failed('ARGUMENT_INVALID.too-many', { count: all.length, limit: MAX_UPDATE_ARGUMENTS });
  }
  return all;
}

function parseArgument(typed: string): ArgumentTemplate {
  const equals = typed.indexOf('=');
  if (equals < 1) throw failed('ARGUMENT_INVALID.form');
  const key = typed.slice(0, equals);
  const template = typed.slice(equals + 1);
  for (const name of placeholders(template)) {
    if (!(TEMPLATE_NAMES as readonly string[]).includes(name)) {
      throw failed('ARGUMENT_INVALID.placeholder', {
        key: show(key),
        placeholder: `{{${name.slice(0, 40)}}}`,
        known: TEMPLATE_NAMES.map((known) => `{{${known}}}`).join(' '),
      });
    }
  }
  const rest = template.replaceAll(PLACEHOLDER, '');
  if (rest.includes('{{')) {
    throw failed('ARGUMENT_INVALID.open', { key: show(key) });
  }
  return { key, template, optional: false };
}

/**
 * Refuses, before anything is sent, an entry of the operator's own that needs a CallId nobody gave. All other values are
 * known by the time the update is sent.
 */
export function requireKnownValues(templates: ArgumentTemplate[], known: { callId: boolean }): void {
  for (const { key, template, optional } of templates) {
    if (optional || known.callId || !placeholders(template).includes('CallId')) continue;
    throw failed('ARGUMENT_INVALID.no-call-id', { key: show(key) });
  }
}

/** The Arguments map as it is sent. Entries of a preset whose value is unknown are left out. */
export function renderArguments(templates: ArgumentTemplate[], values: TemplateValues): Record<string, string> {
  const known = templates.filter(
    ({ template, optional }) => !optional || placeholders(template).every((name) => valueFor(name, values) !== null),
  );
  const filled = (template: string) =>
    template.replaceAll(PLACEHOLDER, (_, name: string) => valueFor(name.trim() as TemplateName, values) ?? '');
  return Object.fromEntries(known.map(({ key, template }) => [key, filled(template)]));
}

/** The map as it may be shown: whatever the join token would stand in, it is masked. */
export function maskArguments(templates: ArgumentTemplate[], values: TemplateValues): Record<string, string> {
  return renderArguments(templates, { ...values, JoinToken: MASK });
}

/** Whether the handler is given the join token at all. */
export function carriesJoinToken(templates: ArgumentTemplate[]): boolean {
  return templates.some(({ template }) =>
    placeholders(template).some((name) => name === 'JoinToken' || name === 'Action'),
  );
}

function placeholders(template: string): TemplateName[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim() as TemplateName);
}

function valueFor(name: TemplateName, values: TemplateValues): string | null {
  if (name !== 'Action') return values[name];
  const { JoinToken, MeetingId, CallId } = values;
  if (JoinToken === null || MeetingId === null) return null;
  const leg = CallId === null ? ({ ParticipantTag: 'LEG-A' } as const) : { CallId };
  return JSON.stringify(joinChimeMeeting({ JoinToken, MeetingId, ...leg }));
}

function show(key: string): string {
  return JSON.stringify(key.slice(0, 60));
}
