import type {
  BuildMiddleware,
  DeserializeMiddleware,
  FinalizeRequestMiddleware,
  HandlerExecutionContext,
  MiddlewareStack,
} from '@smithy/types';
import type { ParityService, RawAnswer, RawRequest, Signing } from '../core/parity/ports.js';
import type { WireTrace } from '../core/ports/aws.js';

/** A longer answer is cut: none of those that are compared is nearly as long. */
const LONGEST_BODY = 256 * 1024;

export interface Given {
  request: RawRequest;
  /** The path of the operation that carries it. */
  carried: string;
  trace: ((wire: WireTrace) => void) | undefined;
  /** Takes the answer before anything reads it. */
  keep(answer: RawAnswer): void;
}

/** Makes the SDK send this request, signed as it says, in place of the operation's own. */
export function sendAsGiven<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  { request, carried, trace, keep }: Given,
): void {
  const signer = 'httpSigningMiddleware';
  stack.add(inItsPlace(request, carried, trace), { name: 'inItsPlace', step: 'build', priority: 'high' });
  stack.addRelativeTo(signedAs(request.signing), { name: 'signedAs', relation: 'before', toMiddleware: signer });
  if (request.signing === 'none') {
    stack.addRelativeTo(unsigned(), { name: 'unsigned', relation: 'after', toMiddleware: signer });
  }
  // The first of one priority is the outermost: whoever bounds the body must come after this.
  stack.add(kept(keep), { name: 'kept', step: 'deserialize', priority: 'low' });
}

interface Outgoing {
  protocol: string;
  hostname: string;
  port?: number;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}

const CONTENT_TYPES: Record<ParityService, string> = {
  meetings: 'application/json',
  voice: 'application/json',
  logs: 'application/x-amz-json-1.1',
};

function inItsPlace<Input extends object, Output extends object>(
  { service, operation, method, path, query, body }: RawRequest,
  carried: string,
  trace: Given['trace'],
): BuildMiddleware<Input, Output> {
  return (next) => (args) => {
    const request = args.request as Outgoing;
    // An endpoint may have a path of its own, before the operation's.
    const base = request.path.endsWith(carried) ? request.path.slice(0, -carried.length) : '';
    request.method = method;
    request.path = `${base}${path}`;
    request.query = { ...query };
    request.body = body ?? undefined;
    for (const name of ['content-type', 'content-length', 'x-amz-target']) delete request.headers[name];
    if (body !== null) request.headers['content-type'] = CONTENT_TYPES[service];
    if (service === 'logs') request.headers['x-amz-target'] = `Logs_20140328.${operation}`;
    const host = hostOf(request);
    trace?.({ kind: 'request', operation, attempt: 1, method, host, path: hidden(request.path), body: null });
    return next(args);
  };
}

function hostOf({ protocol, hostname, port }: Outgoing): string {
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
}

/** What the SDK's signer is told to sign for. */
interface Scheme {
  httpAuthOption: { signingProperties?: { signingRegion?: string; signingName?: string } };
}

function signedAs<Input extends object, Output extends object>(
  signing: Signing,
): FinalizeRequestMiddleware<Input, Output> {
  return (next, context: HandlerExecutionContext) => (args) => {
    const { selectedHttpAuthScheme: scheme } = (context['__smithy_context'] ?? {}) as {
      selectedHttpAuthScheme?: Scheme;
    };
    if (scheme !== undefined && typeof signing === 'object') {
      scheme.httpAuthOption.signingProperties = {
        ...scheme.httpAuthOption.signingProperties,
        ...(signing.region === undefined ? {} : { signingRegion: signing.region }),
        ...(signing.service === undefined ? {} : { signingName: signing.service }),
      };
    }
    return next(args);
  };
}

const SIGNED = /^(?:authorization|x-amz-date|x-amz-security-token|x-amz-content-sha256)$/i;

function unsigned<Input extends object, Output extends object>(): FinalizeRequestMiddleware<Input, Output> {
  return (next) => (args) => {
    const { headers } = args.request as Outgoing;
    for (const name of Object.keys(headers)) if (SIGNED.test(name)) delete headers[name];
    return next(args);
  };
}

function kept<Input extends object, Output extends object>(
  keep: (answer: RawAnswer) => void,
): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    const result = await next(args);
    const {
      statusCode: status,
      headers,
      body,
    } = result.response as {
      statusCode: number;
      headers: Record<string, string>;
      body: unknown;
    };
    keep({ status, headers: inLowerCase(headers), body: await textOf(body) });
    return result;
  };
}

function inLowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function textOf(body: unknown): Promise<string> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return '';
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    if (text.length > LONGEST_BODY) return text.slice(0, LONGEST_BODY);
  }
  return text + decoder.decode();
}

/** What is written down of a path names no meeting and no call. */
function hidden(path: string): string {
  return path.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '***');
}
