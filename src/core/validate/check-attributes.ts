import { isObject } from '../facts/json-object.js';
import type { Path } from '../json/path.js';
import { broken, type Finding, type Rule } from './problem.js';
import { kindOfValue } from './shown.js';
import { guide } from './sources.js';

/** The guide's present limits; its example of the error, and its older revisions, say 10 pairs of 1,024 characters. */
const MOST_PAIRS = 100;
const MOST_BYTES = 20 * 1024;
const SAFE_PAIRS = 10;
const SAFE_LENGTH = 1_024;

const DOCUMENTED = { source: guide('transaction-attributes'), certainty: 'documented' } as const;
const SHAPE: Rule = { ...DOCUMENTED, rule: 'attributes-shape', severity: 'error', limit: 'an object of texts' };
const TOO_MANY: Rule = { ...DOCUMENTED, rule: 'too-many-attributes', severity: 'error', limit: `${MOST_PAIRS} pairs` };
const TOO_LARGE: Rule = { ...DOCUMENTED, rule: 'attributes-too-large', severity: 'error', limit: '20 KB' };
const DOUBTFUL = { certainty: 'documented', severity: 'warning' } as const;
const MANY: Rule = {
  ...DOUBTFUL,
  rule: 'many-attributes',
  limit: `${SAFE_PAIRS} pairs (another page says ${MOST_PAIRS})`,
  source: guide('attribute-trans-invalid'),
};
const LONG: Rule = {
  ...DOUBTFUL,
  rule: 'long-attribute',
  limit: `${SAFE_LENGTH} characters (older revisions; now the whole may have 20 KB)`,
  source: guide('transaction-attributes'),
};

/** TransactionAttributes, of a response or of an event. Absent and null leave what is stored. */
export function checkAttributes(attributes: unknown, path: Path): Finding[] {
  if (attributes === undefined || attributes === null) return [];
  if (!isObject(attributes)) {
    return [broken(SHAPE, path, `TransactionAttributes is ${kindOfValue(attributes)}, not an object`)];
  }
  const entries = Object.entries(attributes);
  const findings: Finding[] = [];
  if (entries.length > MOST_PAIRS) findings.push(broken(TOO_MANY, path, `there are ${entries.length} pairs`));
  else if (entries.length > SAFE_PAIRS) findings.push(broken(MANY, path, `there are ${entries.length} pairs`));
  const bytes = utf8Length(JSON.stringify(attributes));
  if (bytes > MOST_BYTES) findings.push(broken(TOO_LARGE, path, `they have ${bytes} bytes as JSON`));
  for (const [name, value] of entries.slice(0, 1_000)) {
    if (typeof value !== 'string')
      findings.push(broken(SHAPE, [...path, name], `it is ${kindOfValue(value)}, not a text`));
    else if (name.length > SAFE_LENGTH || value.length > SAFE_LENGTH) {
      findings.push(broken(LONG, [...path, name], `it has ${Math.max(name.length, value.length)} characters`));
    }
  }
  return findings;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return length;
}
