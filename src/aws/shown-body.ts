import type { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef } from '@smithy/types';
import { MASK } from '../core/secret.js';

/**
 * The members whose text may be seen, of all that these services send and answer. Whatever is not named here is masked, and
 * so is whatever AWS's models mark as sensitive, named here or not.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'AttendeeId',
  'Audio',
  'AwsRegion',
  'Content',
  'ErrorCode',
  'MediaRegion',
  'MeetingId',
  'SipMediaApplicationId',
  'TransactionId',
  'Video',
  'logGroupName',
  'logStreamNames',
]);

/** What others wrote: of log records not even their number is told one by one. */
const COUNTED: ReadonlySet<string> = new Set(['events']);

const MAX_ITEMS = 5;
const MAX_TEXT = 200;
const MAX_DEPTH = 8;

export interface ShownBody {
  /** JSON of what may be seen. */
  text: string;
  /** The texts that the model marks as sensitive: they may not be seen elsewhere either. */
  secrets: string[];
}

/** What may be seen of an operation's input or output, by its schema. What stands in the request's path is left out. */
export async function shownBody(schema: $SchemaRef, value: unknown): Promise<ShownBody> {
  const { NormalizedSchema } = await import('@smithy/core/schema');
  const secrets: string[] = [];
  const shown = show({ schema: NormalizedSchema.of(schema), value, name: '', depth: 0 }, secrets);
  return { text: JSON.stringify(shown) ?? '', secrets };
}

/** One value, the member it stands under, and how deep. */
interface Part {
  schema: NormalizedSchema;
  value: unknown;
  name: string;
  depth: number;
}

function show(part: Part, secrets: string[]): unknown {
  const { schema, value, depth } = part;
  if (value === undefined || value === null || schema.isUnitSchema()) return undefined;
  if (schema.getMergedTraits().sensitive) {
    secrets.push(...textsIn(value));
    return MASK;
  }
  if (depth > MAX_DEPTH) return MASK;
  if (typeof value === 'object' && (schema.isStructSchema() || schema.isMapSchema())) {
    return schema.isStructSchema() ? showStructure(part, value, secrets) : hideMap(part, value, secrets);
  }
  if (Array.isArray(value) && schema.isListSchema()) return showList(part, value, secrets);
  return showScalar(part);
}

function showStructure({ schema, depth }: Part, value: object, secrets: string[]): unknown {
  const of = value as Record<string, unknown>;
  const members = [...schema.structIterator()].map(([key, member]) => {
    const shown = show({ schema: member, value: of[key], name: key, depth: depth + 1 }, secrets);
    return [key, member.getMergedTraits().httpLabel ? undefined : shown] as const;
  });
  return Object.fromEntries(members);
}

function showList({ schema, name, depth }: Part, value: unknown[], secrets: string[]): unknown {
  if (COUNTED.has(name)) return `${value.length} of them`;
  const item = schema.getValueSchema();
  const items = value.map((one) => show({ schema: item, value: one, name, depth: depth + 1 }, secrets));
  return items.length > MAX_ITEMS ? [...items.slice(0, MAX_ITEMS), `and ${items.length - MAX_ITEMS} more`] : items;
}

/** Its keys and values are an operator's own: only the secrets among them are noted. */
function hideMap({ schema, depth }: Part, value: object, secrets: string[]): string {
  for (const [key, member] of Object.entries(value)) {
    show({ schema: schema.getKeySchema(), value: key, name: '', depth: depth + 1 }, secrets);
    show({ schema: schema.getValueSchema(), value: member, name: '', depth: depth + 1 }, secrets);
  }
  return MASK;
}

function showScalar({ schema, value, name }: Part): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (schema.isTimestampSchema() && value instanceof Date) return value.getTime();
  return typeof value === 'string' && HARMLESS.has(name) ? bounded(value) : MASK;
}

function bounded(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [...(Array.isArray(value) ? [] : [key]), ...textsIn(member)])
    : [];
}
