import { DOCUMENT, EXPLAIN, JSON_TEXT, VALIDATE } from './targets/documents.js';
import { ANSWER, PATTERN } from './targets/emulator.js';
import { EVENT, TIMELINE, VERDICT } from './targets/evidence.js';
import { JOURNAL, TEMPLATES } from './targets/run.js';
import { SHOWN, VEIL } from './targets/shown.js';

/** In the order in which they are fuzzed. Adding one is adding a row. */
export const TARGETS = [
  ...[EVENT, TIMELINE, VERDICT, JOURNAL, TEMPLATES, SHOWN, VEIL],
  ...[JSON_TEXT, VALIDATE, EXPLAIN, ANSWER, DOCUMENT, PATTERN],
];
