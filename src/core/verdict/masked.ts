import { MASK } from '../secret.js';

/** Redaction in use: stars, crosses, a word in brackets, nothing at all, or a value cut short. */
export function looksMasked(value: unknown): boolean {
  if (typeof value !== 'string') return true;
  return (
    value === '' || value.includes(MASK) || /\*{2,}|x{4,}|•{2,}|\.{3}|…|redacted|masked|hidden|secret/i.test(value)
  );
}

/** A digest in hex or base64 in the place of a secret. */
export function looksHashed(value: unknown): boolean {
  return typeof value === 'string' && /^(?:sha\d*:)?(?:[0-9a-f]{8,128}|[A-Za-z0-9+/_-]{22,88}={0,2})$/i.test(value);
}
