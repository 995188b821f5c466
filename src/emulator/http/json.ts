import { JsonMeter } from '../../core/json/bounded-json.js';
import { MAX_BODY_BYTES } from './body.js';

/** Nothing in AWS's models or the control plane nests deeper than a handful; a body that does is an attack or a mistake. */
const BOUNDS = { length: MAX_BODY_BYTES, depth: 32, members: 50_000 };

/**
 * The JSON of a request's body, `{}` for an empty one. Throws an Error with the reason (never the text) for invalid
 * UTF-8, invalid JSON and JSON beyond its bounds.
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeUtf8(body);
  if (text.trim() === '') return {};
  const excess = new JsonMeter(BOUNDS).take(text);
  if (excess === 'it is nested too deep') throw new Error(`the JSON is nested deeper than ${BOUNDS.depth} levels`);
  if (excess !== null) throw new Error(`the JSON is not read: ${excess}`);
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

/** In AWS's JSON protocols a null member is an absent one. */
function dropNulls(this: unknown, _key: string, value: unknown): unknown {
  if (value !== null || Array.isArray(this)) return value;
  return undefined;
}
