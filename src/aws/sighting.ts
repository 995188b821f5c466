import { deliveryWithoutAnswer } from '../core/catalogue/aws/answer.js';
import { plainName, type Sighting } from '../core/catalogue/error-mark.js';
import type { Delivery } from '../core/failure.js';
import { errorTypeIn, requestIdIn } from './aws-mark.js';
import { pageInWords } from './page-in-words.js';
import type { ProfileTrouble } from './profile.js';

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
  /** The SDK made the error of an answer. */
  $fault?: unknown;
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
  trouble?: ProfileTrouble | null;
  errorType?: string | null;
  marked?: boolean;
  page?: string;
}

/** What is to be seen of an error, whoever threw it. */
export function sighting(error: unknown, circumstances: Circumstances): Sighting {
  const { sent, status, skewMs, trouble = null, page = '' } = circumstances;
  const { message, $metadata } = anatomy(error);
  const words = text(message, innermost(error).message);
  const own = sent === 0 ? ownCode(word(anatomy(error).name), words, trouble) : null;
  const httpStatus = Number($metadata?.httpStatusCode ?? status ?? 0);
  const marked = circumstances.marked ?? bearsMark(error);
  const codes = codesOf(error);
  return {
    ...nameOf(error, circumstances.errorType ?? null),
    ...codes,
    code: own ?? codes.code,
    status: Number.isFinite(httpStatus) ? httpStatus : 0,
    text:
      marked || page === ''
        ? trouble === null || own !== trouble.code
          ? words
          : `${trouble.words} (${words})`
        : pageInWords(page),
    marked,
    skewed: typeof skewMs === 'number' && Math.abs(skewMs) > SKEW_MS,
    unsent: sent === 0,
    profileKnown: trouble?.code !== 'ERR_PROFILE_MISSING',
  };
}

/** Where the body cannot be read, the name in the headers is still AWS's. */
function nameOf(error: unknown, errorType: string | null): Pick<Sighting, 'said' | 'name' | 'garbled'> {
  const { name, said, code } = anatomy(error);
  const isGarbled = name === 'SyntaxError' || name === 'Unreadable' || word(code).startsWith('HPE_');
  if (isGarbled && errorType !== null)
    return { said: word(errorType), name: plainName(word(errorType)), garbled: false };
  return { said: word(said) || word(name), name: plainName(word(name)), garbled: isGarbled };
}

/** The SDK copies whatever stands in an answer to its error: there a `code` is not Node's. */
function codesOf(error: unknown): Pick<Sighting, 'code' | 'syscall'> {
  const { $fault, code, syscall } = anatomy(error);
  if ($fault !== undefined) return { code: '', syscall: '' };
  const inner = innermost(error);
  return { code: word(code) || word(inner.code), syscall: word(syscall) || word(inner.syscall) };
}

/** As far as the error alone shows it. */
function bearsMark(error: unknown): boolean {
  const { $metadata, $response } = anatomy(error);
  const headers = $response?.headers ?? {};
  return word($metadata?.requestId) !== '' || requestIdIn(headers) !== null || errorTypeIn(headers) !== null;
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

/**
 * Of credentials that could not be had the SDK keeps only words, and often no more than that there are none; a profile whose
 * SSO session is not there makes it stumble.
 */
function ownCode(name: string, words: string, trouble: ProfileTrouble | null): string | null {
  if (!['CredentialsProviderError', 'TokenProviderError', 'ProviderError', 'TypeError'].includes(name)) return null;
  return /^ERR_PROXY_[A-Z_]+(?=: )/.exec(words)?.[0] ?? trouble?.code ?? null;
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}

function text(...candidates: unknown[]): string {
  const said = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof said === 'string' ? said.slice(0, 20_000) : '';
}
