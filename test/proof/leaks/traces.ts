/** What betrays a secret: it, or a stretch of it, however it was written down. */

/** Shorter stretches are met by chance. */
const STRETCH = 16;

/** The spellings of a secret in which a program might write it. */
function spellings(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('\0'.repeat(shift) + secret).toString('base64');
    // The first and last characters depend on what stands beside it.
    return encoded.replace(/=+$/, '').slice(shift === 0 ? 0 : 4, -2);
  });
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('hex'),
    [...secret].toReversed().join(''),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** The stretches of the secret, in any spelling, that stand in the text; line breaks and indents do not hide them. */
export function tracesOf(secret: string, text: string): string[] {
  const texts = [text, text.replaceAll(/["'+,\s]+/g, '')];
  return spellings(secret).flatMap((spelling) => {
    const length = Math.min(STRETCH, spelling.length);
    const starts = Array.from({ length: spelling.length - length + 1 }, (_, start) => start);
    const stretches = starts.map((start) => spelling.slice(start, start + length));
    return stretches.filter((stretch) => texts.some((one) => one.includes(stretch))).slice(0, 1);
  });
}
