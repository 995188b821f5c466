/** Nothing in AWS's models or the control plane nests deeper than a handful; a body that does is an attack or a mistake. */
const MAX_DEPTH = 32;

/**
 * The JSON of a request's body, `{}` for an empty one. Throws an Error with the reason (never the text) for invalid
 * UTF-8, invalid JSON and JSON nested deeper than 32.
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeUtf8(body);
  if (text.trim() === '') return {};
  if (nestsDeeperThan(MAX_DEPTH, text)) throw new Error(`the JSON is nested deeper than ${MAX_DEPTH} levels`);
  try {
    return JSON.parse(text, dropNulls);
  } catch {
    throw new Error('the body is not valid JSON');
  }
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Error('the body is not valid UTF-8');
  }
}

/** Looked at before parsing, so that what is refused is never built. */
function nestsDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/** In AWS's JSON protocols a null member is an absent one. */
function dropNulls(this: unknown, _key: string, value: unknown): unknown {
  if (value !== null || Array.isArray(this)) return value;
  return undefined;
}
