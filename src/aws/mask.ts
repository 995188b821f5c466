import { maskNamed, namesSecret } from '../core/named-secrets.js';
import { masked } from '../core/redact.js';
import { MASK, mayBeSecret } from '../core/secret.js';
import { finderOf } from '../core/spellings.js';

const MAX_CAUSE_LENGTH = 500;

/** What signature errors repeat of the request: the session token, and the signature. */
const SIGNED_PARTS = /(x-amz-security-token\s*[:=]\s*|Signature=)\S+/gi;
/** A stretch of such a value is as telling as the whole; of a sentence only the whole is. */
const OPAQUE = /^\S{16,}$/;

/** Shorter ones would blank out half of a text. */
const SHORTEST = 4;

/** What must not be seen of an update's arguments: their values, and the strings inside those that are JSON. */
export function secretsIn(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const inside = [...value.matchAll(/"((?:[^"\\]|\\.){8,})"/g)].map(([, text]) => text ?? '');
    return [value, ...inside].filter((text) => namesSecret(name) || mayBeSecret(text));
  });
}

/** The text with each of these masked, in whatever spelling it stands there. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const wholes = secrets.filter((secret) => !OPAQUE.test(secret) && secret.length >= SHORTEST);
  const forms = wholes.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const longestFirst = forms.toSorted((one, other) => other.length - one.length);
  const shown = longestFirst.reduce((rest, form) => rest.replaceAll(form, MASK), text);
  return masked(shown, finderOf(secrets.filter((secret) => OPAQUE.test(secret))));
}

/** AWS's own words, on one line, without what must not be seen, and of a length that can be shown. */
export function presentable(text: string, secrets: readonly string[] = []): string {
  const shown = maskNamed(withoutSecrets(text, secrets)).replace(SIGNED_PARTS, `$1${MASK}`).replace(/\s+/g, ' ').trim();
  return shown.length > MAX_CAUSE_LENGTH ? `${shown.slice(0, MAX_CAUSE_LENGTH)}…` : shown;
}
