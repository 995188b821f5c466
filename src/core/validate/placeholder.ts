import type { Form } from '../facts/value-form.js';
import { shown } from './shown.js';

/** Texts that stand for a value on AWS's pages of PSTN audio, in lower case. */
const OF_AWS = new Set([
  'meeting-attendee-join-token',
  ...['call-id', 'call-id-1', 'call-id-2', 'call-id-of-caller', 'call-id-of-callee', 'meeting-id', 'meeting-id-1'],
  ...['attendee-id', 'attendee-id-1', 'attendee-id-2', 'transaction-id', 'transaction-id-1'],
  ...['sip-rule-id', 'sip-rule-id-1', 'sip-application-id', 'sip-media-application-id', 'sip-media-app-id-1'],
  ...['aws-account-id', 'aws-acct-id-1', 'awsaccountid', 'aws-region', 'e164phonenumber', 'validstring'],
  ...['bucket-name', 'bucket_name', 'valid-bucket-name', 'valid-s3-bucket-name', 's3_bucket_name'],
  ...['valid-prefix-name', 'valid-s3-key', 'audio_file_name', 'valid-bucket-name-and-optional-prefix'],
  'call-recording-bucket-and-key',
]);

/** A text in the marks of a template, or of nothing but dots. */
const TEMPLATE = /^(?:\.{2,}|…|<[^<>]+>|\$\{[^{}]+\}|\{\{[^{}]+\}\}|%[A-Z_]+%)$/;
/** Words alone that name what belongs here: no id and no token of AWS looks so. */
const NOUN =
  '(?:your|my|the|a|valid|real|some|aws|chime|sip|media|app|application|rule|call|leg|meeting|attendee|join|transaction|account|id|uuid|guid|token|here)';
const NOUNS = new RegExp(`^${NOUN}(?:[-_ .]?${NOUN})*(?:[-_ ]?\\d{1,4})?$`, 'i');
const LONGEST = 60;

/** True for a text that stands for a value, on a page of AWS or in a template. */
export function isPlaceholder(text: string): boolean {
  return text.length <= LONGEST && (OF_AWS.has(text.toLowerCase()) || TEMPLATE.test(text));
}

/** True for words in the place of an id or a token. */
export function namesItsValue(text: string): boolean {
  return isPlaceholder(text) || (text.length <= LONGEST && NOUNS.test(text));
}

/** Why the value is not one: it stands for one. Null where it may be one. */
export function placeholderProblem(value: unknown, form: Form): string | null {
  if (typeof value !== 'string') return null;
  const stands = form.is === 'guid' ? namesItsValue(value) : isPlaceholder(value);
  return stands ? sayPlaceholder(value) : null;
}

/** Whose placeholder it is. */
export function sayPlaceholder(text: string): string {
  return OF_AWS.has(text.toLowerCase())
    ? `${shown(text)} is the placeholder of AWS's page`
    : `${shown(text)} is a placeholder, not a value`;
}
