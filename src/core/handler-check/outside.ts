import type { HandlerUnderCheck, Invoked, Outside } from './ports.js';

/** What SDKs call it when they find no credentials: for JavaScript in both versions, and boto3. */
const NO_CREDENTIALS =
  /CredentialsProviderError|NoCredentialsError|PartialCredentialsError|CredentialsError|Unable to locate credentials|Could not load credentials|Missing credentials in config|Credential is missing/;
/** Where SDKs look for credentials when the environment has none. */
const METADATA = /^169\.254\.(?:169\.254|170\.2)\b/;
export const CREDENTIALS = 'AWS (credentials)';

/**
 * What the handler lacked in one invocation: places that it could not reach, credentials that it was not given, and, where it threw,
 * the variables that it missed.
 */
export function outsideOf(invoked: Invoked, { allowNetwork, loading }: HandlerUnderCheck): Outside {
  const { kind, text, outside, records } = invoked;
  const told = [...(kind === 'threw' ? [text] : []), ...(records ?? [])];
  const reached = placesIn(outside?.reached ?? []).filter((place) => !allowNetwork || place === CREDENTIALS);
  const lacks = told.some((one) => NO_CREDENTIALS.test(one));
  return {
    reached: lacks && !reached.includes(CREDENTIALS) ? [...reached, CREDENTIALS] : reached,
    variables: kind === 'threw' ? missed(text, outside?.variables ?? [], loading.variables) : [],
  };
}

/** Places in words: a look for credentials is one for AWS. */
export function placesIn(reached: readonly string[]): string[] {
  return [...new Set(reached.map((place) => (METADATA.test(place) ? CREDENTIALS : place)))];
}

/** What a call may have lacked on its way to a join: what it looked for itself, and what its like lacked before. */
export function lackedInTrial(
  { outside }: { outside: Outside },
  { lacked }: { lacked: Outside },
  { allowNetwork }: HandlerUnderCheck,
): Outside {
  const reached = [...(allowNetwork ? [] : placesIn(outside.reached)), ...lacked.reached];
  return { reached: [...new Set(reached)], variables: [] };
}

/** A variable is to blame where the error names it, or where nothing but an absent value can have made it. */
function missed(text: string, now: readonly string[], atLoad: readonly string[]): string[] {
  const named = [...now, ...atLoad].filter((name) => text.includes(name));
  if (named.length > 0) return named;
  return /\bundefined\b|\bNone\b|NoneType/.test(text) ? [...now] : [];
}

export const NOTHING_LACKED: Outside = { reached: [], variables: [] };

/** Each thing once. */
export function bothLacked(one: Outside, other: Outside): Outside {
  return {
    reached: [...new Set([...one.reached, ...other.reached])],
    variables: [...new Set([...one.variables, ...other.variables])],
  };
}

/** Whether something was lacking at all. */
export function isLacking({ reached, variables }: Outside): boolean {
  return reached.length + variables.length > 0;
}
