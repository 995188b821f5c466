import { isObject } from '../facts/json-object.js';
import { withoutComments } from './words.js';

/** A JoinChimeMeeting that an update brought, and what the update carried. */
export interface Joining {
  args: Record<string, string>;
  parameters: Record<string, unknown>;
}

/** Shorter pieces stand in anything. */
const SHORTEST_PIECE = 3;

/**
 * Whether the handler takes this parameter from itself, whatever an update brings: it was always the same, it is not a piece of what was
 * given, and it stands in the source, or stayed the same though everything that the handler reads changed.
 */
export function isOwn(
  parameter: string,
  joinings: readonly Joining[],
  reads: ReadonlySet<string>,
  source: string,
): boolean {
  const [first] = joinings;
  if (first === undefined || joinings.length < 2) return false;
  const value = first.parameters[parameter];
  if (typeof value !== 'string' || value === '') return false;
  if (joinings.some(({ parameters }) => parameters[parameter] !== value)) return false;
  if (joinings.some(({ args }) => isPieceOf(value, args))) return false;
  return source.includes(value) || [...reads].every((name) => hasChanged(name, joinings));
}

/** Whether the handler leaves this parameter out: it names none, and nothing that it reads could have been meant for one. */
export function isLeftOut(
  parameter: string,
  joinings: readonly Joining[],
  reads: ReadonlySet<string>,
  source: string,
): boolean {
  const spelled = [...parameter.matchAll(/[A-Z][a-z]+/g)].join('[_-]?');
  if (new RegExp(spelled, 'i').test(withoutComments(source))) return false;
  if (joinings.length === 0 || joinings.some(({ parameters }) => parameters[parameter] !== undefined)) return false;
  return [...reads].every((name) => isUsedElsewhere(name, joinings));
}

function hasChanged(name: string, joinings: readonly Joining[]): boolean {
  return new Set(joinings.map(({ args }) => args[name])).size > 1;
}

/** It came back whole under another parameter. */
function isUsedElsewhere(name: string, joinings: readonly Joining[]): boolean {
  return joinings.some(({ args, parameters }) => {
    const given = args[name];
    const isAlone = Object.values(args).filter((one) => one === given).length === 1;
    return isAlone && given !== '' && Object.values(parameters).includes(given);
  });
}

function isPieceOf(value: string, args: Record<string, string>): boolean {
  const small = value.toLowerCase();
  return Object.values(args).some((given) => {
    const all = formsOf(given).map((form) => form.toLowerCase());
    const isPiece = (one: string, other: string) => one.length >= SHORTEST_PIECE && other.includes(one);
    return all.some((form) => isPiece(small, form) || isPiece(form, small));
  });
}

/** The text itself, backwards, and as common encodings read or write it. */
function formsOf(text: string): string[] {
  return [text, [...text].reverse().join(''), ...decoded(text), ...membersOf(text)];
}

function decoded(text: string): string[] {
  try {
    return [decodeURIComponent(text), encodeURIComponent(text)];
  } catch {
    return [];
  }
}

function membersOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? Object.values(value).filter((member) => typeof member === 'string') : [];
  } catch {
    return [];
  }
}
