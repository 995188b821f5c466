export type Utf16 = 'utf-16le' | 'utf-16be';

const BYTE_ORDER_MARK = 0xfeff;
/** So much of a text shows how it is written. */
const LOOKED_AT = 4_096;
/** A shorter one may be two bytes of anything. */
const FEWEST_CHARACTERS = 2;

/** UTF-16, which `>` of Windows PowerShell writes: by its mark, or by the zero that every second byte of plain text is; null: UTF-8. */
export function utf16In(bytes: Buffer): Utf16 | null {
  if (bytes.length >= 2 && bytes.readUInt16LE(0) === BYTE_ORDER_MARK) return 'utf-16le';
  if (bytes.length >= 2 && bytes.readUInt16BE(0) === BYTE_ORDER_MARK) return 'utf-16be';
  const looked = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [at, byte] of looked.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const characters = Math.floor(looked.length / 2);
  // A text of names in another alphabet has fewer; a binary file has them on both sides.
  const most = characters / 2;
  if (characters < FEWEST_CHARACTERS || Math.min(even, odd) > 0) return null;
  return odd > most ? 'utf-16le' : even > most ? 'utf-16be' : null;
}
