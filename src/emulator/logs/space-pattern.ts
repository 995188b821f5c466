import { compileRegularExpression, limitExpressions } from './regular-expression.js';
import { wildcard } from './wildcard.js';

type Test = (field: string) => boolean;

/** One field of the pattern: what it must be, or any number of fields. */
type Field = { test: Test } | 'any number';

const COMPARISON =
  /^\s*([A-Za-z_][\w-]*)\s*(?:(!=|>=|<=|=|>|<)\s*(!)?\s*(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s"%&|,[\]]+)))?\s*$/;

/** A field of a message: text in quotation marks, text in brackets, or a word. */
const MESSAGE_FIELD = /"([^"]*)"|\[([^\]]*)\]|(\S+)/g;

const invalid = () => new Error('Invalid filter pattern');

/**
 * A pattern such as `[ip, user, ..., status = 4*, bytes > 1000]`: the fields of messages whose fields blanks divide. A last
 * field takes whatever is left of the message. Throws an Error with the reason for a pattern that is not valid.
 */
export function compileSpacePattern(pattern: string): (message: string) => boolean {
  if (!pattern.endsWith(']')) throw invalid();
  let expressions = 0;
  const fields = parts(pattern.slice(1, -1), ',').map((text): Field => {
    if (text.trim() === '...') return 'any number';
    return { test: anyOf(text, () => limitExpressions(++expressions)) };
  });
  if (fields.filter((field) => field === 'any number').length > 1) throw invalid();
  return (message) => matches(fields, fieldsOf(message));
}

function anyOf(text: string, expression: () => void): Test {
  const alternatives = parts(text, '||').map((each) => allOf(each, expression));
  return (field) => alternatives.some((test) => test(field));
}

function allOf(text: string, expression: () => void): Test {
  const tests = parts(text, '&&').map((each) => comparison(each, expression));
  return (field) => tests.every((test) => test(field));
}

function comparison(text: string, expression: () => void): Test {
  const found = COMPARISON.exec(text);
  if (found === null) throw invalid();
  const [, , operator, not, quoted, regular, bare] = found;
  if (operator === undefined) return () => true;
  const isEqual = operator === '=' || operator === '!=';
  if (!isEqual && not !== undefined) throw invalid();
  const negated = (operator === '!=') !== (not !== undefined);
  if (regular !== undefined) {
    if (!isEqual) throw invalid();
    expression();
    const compiled = compileRegularExpression(regular);
    return (field) => compiled.test(field) !== negated;
  }
  const value = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '';
  if (isEqual) return (field) => wildcard(value, field) !== negated;
  const wanted = Number(value);
  if (Number.isNaN(wanted)) throw invalid();
  return (field) => field !== '' && ORDER[operator as keyof typeof ORDER](Number(field), wanted);
}

const ORDER = {
  '>': (found: number, wanted: number) => found > wanted,
  '<': (found: number, wanted: number) => found < wanted,
  '>=': (found: number, wanted: number) => found >= wanted,
  '<=': (found: number, wanted: number) => found <= wanted,
};

function matches(fields: readonly Field[], found: readonly string[]): boolean {
  const gap = fields.indexOf('any number');
  const tests = fields.filter((field): field is { test: Test } => field !== 'any number');
  if (found.length < tests.length) return false;
  const holds = (tested: typeof tests, of: readonly string[]) => tested.every(({ test }, at) => test(of[at] ?? ''));
  if (gap === -1) {
    const last = tests.length - 1;
    return holds(tests, [...found.slice(0, last), found.slice(last).join(' ')]);
  }
  const after = tests.length - gap;
  return holds(tests.slice(0, gap), found) && holds(tests.slice(gap), after === 0 ? [] : found.slice(-after));
}

function fieldsOf(message: string): string[] {
  return [...message.matchAll(MESSAGE_FIELD)].map(([, quoted, bracketed, word]) => quoted ?? bracketed ?? word ?? '');
}

/** Splits at a mark that stands neither in quotation marks nor in a regular expression. */
function parts(text: string, mark: string): string[] {
  const found: string[] = [];
  let from = 0;
  let inside: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\') at += 1;
    else if (inside !== undefined) inside = sign === inside ? undefined : inside;
    else if (sign === '"' || sign === '%') inside = sign;
    else if (text.startsWith(mark, at)) {
      found.push(text.slice(from, at));
      at += mark.length - 1;
      from = at + 1;
    }
  }
  return [...found, text.slice(from)];
}
