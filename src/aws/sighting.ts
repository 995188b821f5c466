import { deliveryWithoutAnswer } from '../core/catalogue/aws/answer.js';
import { plainName, type Sighting } from '../core/catalogue/error-mark.js';
import type { Delivery } from '../core/failure.js';

/** AWS refuses a signature whose time is five minutes off; the Date header has whole seconds. */
const SKEW_MS = 4.5 * 60_000;

/** What the SDK and Node put on errors, all of it optional: an error may come from anywhere. */
interface AnyError {
  name?: unknown;
  /** The name as it came, where ours differs. */
  said?: unknown;
  message?: unknown;
  code?: unknown;
  Code?: unknown;
  syscall?: unknown;
  errors?: unknown;
  cause?: unknown;
  $metadata?: { httpStatusCode?: unknown; requestId?: unknown; attempts?: unknown };
  $response?: { headers?: Record<string, string> };
}

export function anatomy(error: unknown): AnyError {
  return typeof error === 'object' && error !== null ? (error as AnyError) : { message: String(error) };
}

/** What is known beside the error. */
interface Circumstances {
  sent?: number;
  status?: number | null;
  skewMs?: number | null;
  profileKnown?: boolean;
}

/** What is to be seen of an error, whoever threw it. */
export function sighting(error: unknown, { sent, status, skewMs, profileKnown }: Circumstances): Sighting {
  const { name, said, message, code, syscall, $metadata } = anatomy(error);
  const inner = innermost(error);
  const httpStatus = Number($metadata?.httpStatusCode ?? status ?? 0);
  return {
    said: word(said) || word(name),
    name: plainName(word(name)),
    code: word(code) || word(inner.code) || (sent === 0 ? proxyCode(text(message)) : ''),
    syscall: word(syscall) || word(inner.syscall),
    status: Number.isFinite(httpStatus) ? httpStatus : 0,
    text: text(message, inner.message),
    garbled: name === 'SyntaxError' || name === 'Unreadable' || word(code).startsWith('HPE_'),
    skewed: typeof skewMs === 'number' && Math.abs(skewMs) > SKEW_MS,
    unsent: sent === 0,
    profileKnown: profileKnown !== false,
  };
}

/** What became of one attempt that ended without an answer. */
export function networkDelivery(error: unknown): Delivery {
  return deliveryWithoutAnswer(sighting(error, {}));
}

/** Node tries every address of a host and throws what it got from each; undici and the SDK wrap in `cause`. */
function innermost(error: unknown, depth = 0): AnyError {
  const { errors, cause } = anatomy(error);
  const next: unknown = Array.isArray(errors) ? errors[0] : cause;
  return typeof next === 'object' && next !== null && depth < 4 ? innermost(next, depth + 1) : anatomy(error);
}

/** Of an SSO session's credentials that could not be fetched the SDK keeps only the error's words. */
function proxyCode(words: string): string {
  return /^ERR_PROXY_[A-Z_]+(?=: )/.exec(words)?.[0] ?? '';
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}

function text(...candidates: unknown[]): string {
  const said = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof said === 'string' ? said.slice(0, 20_000) : '';
}
