import type { Edit } from './edits.js';

/** The usual causes for which a text is no JSON, in the words that people read. */
export const SLIPS = {
  'byte-order-mark': 'a byte order mark stands before the document: JSON has none',
  'code-fence': 'the marks of a code block (```) were pasted along',
  'line-numbers': 'line numbers were pasted along',
  'odd-space': 'this is no plain space, and JSON knows no other (a non-breaking space, or one that is not seen)',
  comment: 'this is a comment: JSON has none',
  'left-out': 'something was left out here, and JSON has no sign for that',
  'missing-comma': 'a comma is missing after this',
  'extra-comma': 'a comma too many',
  'missing-colon': 'a colon is missing after this name',
  'wrong-colon': 'a name and its value are separated by a colon',
  'missing-quote': 'a quotation mark is missing',
  'extra-quote': 'a quotation mark too many',
  'unclosed-text': 'this text has no end on its line: a quotation mark is missing or too many',
  'smart-quotes': 'these quotation marks are typographic: JSON knows only the straight "',
  'single-quotes': 'JSON knows no single quotation marks (this is JavaScript, or the repr of Python)',
  'control-character': 'a text holds a control character (a tab, say): JSON wants it escaped',
  'wrong-escape': 'this is no escape of JSON: a backslash itself is written \\\\',
  'unquoted-name': 'a name needs quotation marks',
  'unquoted-text': 'a text needs quotation marks',
  placeholder: 'this is a placeholder, no value; it is taken as a text',
  'python-word': 'JSON writes true, false and null',
  'not-in-json': 'JSON has no such value (NaN, Infinity, undefined)',
  'wrong-number': 'JSON has no such number',
  'unknown-word': 'this is neither a text in quotation marks nor a value of JSON',
  'missing-bracket': 'a bracket is missing',
  'extra-bracket': 'a bracket too many',
  'no-outer-braces': 'the braces around the whole are missing: this is a part of a document',
  'missing-value': 'a value is missing here',
  unexpected: 'this does not belong here',
  truncated: 'it ends too early: something was cut off',
  'second-document': 'a second document begins here',
  'text-around': 'this is no part of a JSON document',
  'too-deep': 'it is nested more than 100 levels deep: too deep to check',
  'too-long': 'it is too long to look for more',
} as const;

export type SlipCause = keyof typeof SLIPS;

/** One thing that keeps a text from being JSON. */
export interface Slip {
  cause: SlipCause;
  /** Index into the text. */
  at: number;
  /** What repairs it; empty where nothing does. */
  edits: Edit[];
  /** Nothing else can have been meant. */
  certain: boolean;
  detail?: string;
}
