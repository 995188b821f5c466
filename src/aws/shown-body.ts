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
  const shown = show(NormalizedSchema.of(schema), value, '', secrets, 0);
  return { text: JSON.stringify(shown) ?? '', secrets };
}

function show(schema: NormalizedSchema, value: unknown, name: string, secrets: string[], depth: number): unknown {
  if (value === undefined || value === null || schema.isUnitSchema()) return undefined;
  if (schema.getMergedTraits().sensitive) {
    secrets.push(...textsIn(value));
    return MASK;
  }
  if (depth > MAX_DEPTH) return MASK;
  if (schema.isStructSchema() && typeof value === 'object') {
    const of = value as Record<string, unknown>;
    const members = [...schema.structIterator()].map(([key, member]) => {
      const shown = show(member, of[key], key, secrets, depth + 1);
      return [key, member.getMergedTraits().httpLabel ? undefined : shown] as const;
    });
    return Object.fromEntries(members);
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    if (COUNTED.has(name)) return `${value.length} of them`;
    const item = schema.getValueSchema();
    const items: unknown[] = value.map((one) => show(item, one, name, secrets, depth + 1));
    return items.length > MAX_ITEMS ? [...items.slice(0, MAX_ITEMS), `and ${items.length - MAX_ITEMS} more`] : items;
  }
  if (schema.isMapSchema() && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      show(schema.getKeySchema(), key, '', secrets, depth + 1);
      show(schema.getValueSchema(), member, '', secrets, depth + 1);
    }
    return MASK;
  }
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
