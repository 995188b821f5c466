import { isGuid } from '../facts/ids.js';
import type { Facts } from './case.js';
import { nameOf, redacted } from './redact.js';

const MOST_MEMBERS = 400;

/** Words of AWS's own: shown as they are, once what could be somebody's is out of them. */
const WORDS = /^(?:Code|code|__type|ErrorCode|Message|message|ErrorMessage)$/;
/** Values out of a few. */
const CHOICES = /^(?:MediaRegion|AwsRegion|Audio|Video|Content|MaxResolution|EchoReduction|State)$/;
const CHOICE = /^[A-Za-z][A-Za-z0-9-]{0,31}$/;
const TOKENS = /token$/i;

/** What the form of an answer depends on, besides the answer. */
interface Asked {
  facts: Facts;
  /** The answer shows what the account has. */
  ofAccount: boolean;
}

/** The form of each member's value by its path. */
export function membersOf(body: string, json: unknown, asked: Asked): Record<string, string> {
  if (body === '') return { '': '<empty>' };
  if (json === undefined) return { '': '<not JSON>' };
  const reading = new MemberReading(asked);
  reading.visit(json, '', '');
  return reading.members;
}

class MemberReading {
  readonly members: Record<string, string> = {};
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  visit(value: unknown, path: string, name: string): void {
    if (Object.keys(this.members).length >= MOST_MEMBERS) return;
    if (typeof value !== 'object' || value === null) this.members[path] = formOfValue(value, name, this.#asked);
    else if (Array.isArray(value)) this.#visitList(value, path, name);
    else this.#visitObject(value, path);
  }

  #visitList(list: unknown[], path: string, name: string): void {
    const { ofAccount } = this.#asked;
    // How many the account has is its own affair.
    if (ofAccount || list.length === 0) this.members[`${path}[]`] = ofAccount ? '<list>' : '<empty list>';
    for (const [index, element] of list.entries()) this.visit(element, `${path}[${ofAccount ? '' : index}]`, name);
  }

  #visitObject(object: object, path: string): void {
    const entries = Object.entries(object);
    if (entries.length === 0) this.members[path] = '<empty>';
    for (const [key, value] of entries) {
      const shown = redacted(key, this.#asked.facts);
      this.visit(value, path === '' ? shown : `${path}.${shown}`, key);
    }
  }
}

function formOfValue(value: unknown, name: string, { facts, ofAccount }: Asked): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return '<number>';
  if (typeof value === 'boolean') return ofAccount ? '<true or false>' : String(value);
  return formOfText(String(value), name, facts);
}

function formOfText(text: string, name: string, facts: Facts): string {
  if (WORDS.test(name)) return redacted(text, facts);
  const known = nameOf(text, facts);
  if (known !== null) return `<${known}>`;
  if (TOKENS.test(name)) return `<token of ${text.length} characters>`;
  if (isGuid(text)) return '<id>';
  if (CHOICES.test(name) && CHOICE.test(text)) return redacted(text, facts);
  if (/^arn:/i.test(text)) return '<arn>';
  if (/^(?:https?|wss?):/i.test(text)) return '<url>';
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return '<time>';
  if (text === '') return '<empty text>';
  return '<text>';
}
