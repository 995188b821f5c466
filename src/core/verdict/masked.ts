import { MASK } from '../secret.js';

/** Redaction in use: stars, crosses, a word in brackets, nothing at all, or a value cut short. */
export function looksMasked(value: unknown): boolean {
  if (typeof value !== 'string') return true;
  return (
    value === '' || value.includes(MASK) || /\*{2,}|x{4,}|•{2,}|\.{3}|…|redacted|masked|hidden|secret/i.test(value)
  );
}
