/**
 * Remote text is hostile: a log record or an error message may hold escape sequences that clear the screen or reorder
 * what the operator reads. Whatever is shown goes through here.
 */

/** Longer texts are cut where they are shown. */
const LONGEST_SHOWN = 2_000;

/**
 * C0 controls but tab and newline, DEL and C1; soft hyphen, zero-width characters, bidi marks, embeddings, overrides and
 * isolates, line and paragraph separators, interlinear and tag characters, and lone surrogates.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** The text with everything that is not seen made visible (`\u{1b}`), and cut to a length a person may read. */
export function visible(text: string): string {
  const cut = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return cut.replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`);
}

/** As `visible`, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]+/g, ' ');
}

/** A JSON document that means the same and holds no character that a terminal would act on. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE, (character) =>
    [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
