/** AWS's identifiers. All of them are GUIDs on the wire; they differ only in what they name, so a mix-up is easy and silent. */

/** GuidString of both Chime SDK service models: `[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}`. */
const GUID = /^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i;

/** True for a whole GUID in either case, nothing around it. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** What --run-id takes: it names a file too. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9_-]{2,64}$/.test(text);
}

/** The same id, whatever case it was pasted in. GUIDs are compared, never shown, through this. */
export function sameId(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}

/** A text with the id in it, alone or within JSON, in either case. */
export function holdsId(value: unknown, id: string): boolean {
  return typeof value === 'string' && value.toLowerCase().includes(id.toLowerCase());
}
