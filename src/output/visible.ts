/**
 * Remote text is hostile: a log record or an error message may hold escape sequences that clear the screen or reorder
 * what the operator reads. Whatever is shown goes through here.
 */

/** Longer texts are cut where they are shown. */
const LONGEST_SHOWN = 2_000;

/**
 * Unicode's own classes: controls (Cc), format characters (Cf: bidi, tags, soft hyphen), lone surrogates (Cs), line and
 * paragraph separators, and whatever draws nothing (zero-width characters, fillers, variation selectors, the empty Braille).
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const KEPT = '\t\n';

/** The text with everything that is not seen made visible (`\u{1b}`), and cut to a length a person may read. */
export function visible(text: string): string {
  return visibleWhole(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}

/** As `visible`, however long it is: for texts of ours that repeat bounded parts of others'. */
export function visibleWhole(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    KEPT.includes(character) ? character : `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}

/** As `visible`, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]+/g, ' ');
}

/** As `visible`; what follows a line's end stands below it, so that no text can pose as a line of ours. */
export function visibleBelow(text: string, indentation: string): string {
  return visible(text).replaceAll('\n', `\n${indentation}`);
}

/** A JSON document that means the same and holds no character that a terminal would act on. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE, (character) =>
    KEPT.includes(character)
      ? character
      : [...Array(character.length).keys()]
          .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
