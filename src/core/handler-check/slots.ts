/** One value that a handler reads of an update: an argument, or a member of an argument that holds JSON. */
export interface Slot {
  name: string;
  /** Null: the argument itself. */
  member: string | null;
}

export const keyOf = ({ name, member }: Slot): string => (member === null ? name : `${name}\u0000${member}`);

/** The arguments that carry these values, as `--argument` takes them; members of one argument become one JSON text. */
export function argumentsOf(values: readonly (readonly [Slot, string])[]): Map<string, string> {
  const plain = new Map<string, string>();
  const nested = new Map<string, Record<string, string>>();
  for (const [{ name, member }, value] of values) {
    if (member === null) plain.set(name, value);
    else nested.set(name, { ...nested.get(name), [member]: value });
  }
  for (const [name, members] of nested) plain.set(name, JSON.stringify(members));
  return plain;
}

const TOKEN = /tok(?:en)?$|^jt$|^join_?t/i;
const ID = /(?:id|meeting|mtg|mid|room|conf|conference|guid|uuid)$/i;

/** What a value is likely to be, by its name; null where the name does not tell. */
export function shapeOf({ name, member }: Slot): 'token' | 'id' | null {
  const last = member ?? name;
  if (TOKEN.test(last)) return 'token';
  return ID.test(last) ? 'id' : null;
}

/** A value that can be told from all others when it comes back, in the shape of a join token or of an id. */
export function markOf(at: number, shape: 'token' | 'id'): string {
  const number = (at + 1).toString(16);
  // As long as a token is, for whoever looks at its length; an id is a GUID.
  if (shape === 'token') return `Y2hpbWUtam9pbi1tYXJr${number.padStart(6, '0').padEnd(78, 'Q')}`;
  return `5c1f9a3e-2b7d-4e64-8a90-${number.padStart(12, '0')}`;
}
