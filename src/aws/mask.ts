import { MASK } from '../core/secret.js';

const MAX_CAUSE_LENGTH = 500;
/** Shorter ones would blank out half of a text, and are no secrets. */
const MIN_SECRET_LENGTH = 4;

/** What signature errors repeat of the request: the session token, and the signature. */
const SIGNED_PARTS = /(x-amz-security-token\s*[:=]\s*|Signature=)\S+/gi;

/** Every text in the values of an update that must not be seen: the values, and the strings inside those that are JSON. */
export function secretsIn(values: readonly string[]): string[] {
  const inside = values.flatMap((value) =>
    [...value.matchAll(/"((?:[^"\\]|\\.){8,})"/g)].map(([, text]) => text ?? ''),
  );
  return [...values, ...inside];
}

/** The text with each of these masked, as it is and as JSON spells it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const longestFirst = forms.filter((form) => form.length >= MIN_SECRET_LENGTH).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, form) => shown.replaceAll(form, MASK), text);
}

/** AWS's own words, on one line, without what must not be seen, and of a length that can be shown. */
export function presentable(text: string, secrets: readonly string[] = []): string {
  const shown = withoutSecrets(text, secrets).replace(SIGNED_PARTS, `$1${MASK}`).replace(/\s+/g, ' ').trim();
  return shown.length > MAX_CAUSE_LENGTH ? `${shown.slice(0, MAX_CAUSE_LENGTH)}…` : shown;
}
