import type { $SchemaRef, DeserializeMiddleware, HandlerExecutionContext } from '@smithy/types';
import { ANSWERS } from '../core/catalogue/aws/answer.js';
import { plainName } from '../core/catalogue/error-mark.js';
import type { WireTrace } from '../core/ports/aws.js';
import type { Flight } from './flight.js';
import { withoutSecrets } from './mask.js';
import { shownBody } from './shown-body.js';
import { anatomy } from './sighting.js';

export interface Tracing {
  /** To be added outside the reading of answers; null where nobody looks on. */
  middleware: (<Input extends object, Output extends object>() => DeserializeMiddleware<Input, Output>) | null;
  decided(attempt: number, delayMs: number | null, because: string): void;
  /** Nothing more is told after it. */
  ended(): void;
}

const MAX_BODY = 1_500;

/** Tells what happens to one operation on the wire. Nothing is loaded, and nothing done, where `trace` is null. */
export function openTracing(
  operation: string,
  flight: Flight,
  secrets: readonly string[],
  trace: ((wire: WireTrace) => void) | null,
): Tracing {
  if (trace === null) return { middleware: null, decided: () => {}, ended: () => {} };
  const started = performance.now();
  const hidden = new Set(secrets);
  let over = false;
  let out: { attempt: number; since: number } | null = null;

  async function bodyOf(schema: $SchemaRef | undefined, value: unknown): Promise<string | null> {
    if (schema === undefined || typeof value !== 'object' || value === null) return null;
    const shown = await shownBody(schema, value);
    for (const secret of shown.secrets) hidden.add(secret);
    const text = withoutSecrets(shown.text, [...hidden]);
    if (text === '{}' || text === '') return null;
    return text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}…` : text;
  }

  function answered(error: string | null, body: string | null): void {
    if (out === null || over) return;
    const { attempt, since } = out;
    out = null;
    const { status, bytes, requestId } = flight;
    const durationMs = Math.round(performance.now() - since);
    const told = status === null ? { bytes: 0, requestId: null } : { bytes, requestId };
    trace?.({ kind: 'answer', operation, attempt, status, error, durationMs, body, ...told });
  }

  const middleware =
    <Input extends object, Output extends object>(): DeserializeMiddleware<Input, Output> =>
    (next, context) =>
    async (args) => {
      const { input, output } = schemasIn(context);
      const body = await bodyOf(input, args.input);
      const attempt = flight.sent + 1;
      if (!over) trace({ kind: 'request', operation, attempt, ...target(args.request, [...hidden]), body });
      out = { attempt, since: performance.now() };
      try {
        const result = await next(args);
        const shown = await bodyOf(output, result.output);
        answered(null, shown);
        return result;
      } catch (error) {
        answered(nameOf(error), null);
        throw error;
      }
    };

  return {
    middleware,
    decided(attempt, delayMs, because) {
      // The SDK goes on for a moment with what was given up.
      if (!over) trace({ kind: 'decision', operation, attempt, delayMs, because });
    },
    ended() {
      answered('given up', null);
      over = true;
      const { sent: attempts, status, requestId } = flight;
      const durationMs = Math.round(performance.now() - started);
      trace({ kind: 'end', operation, attempts, durationMs, status, requestId });
    },
  };
}

/** An operation's schema holds its input's and its output's at the end. */
function schemasIn(context: HandlerExecutionContext): { input?: $SchemaRef; output?: $SchemaRef } {
  const { operationSchema = [] } = (context['__smithy_context'] ?? {}) as { operationSchema?: $SchemaRef[] };
  const [, , , , input, output] = operationSchema as unknown as $SchemaRef[];
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
}

function target(request: unknown, secrets: readonly string[]): { method: string; host: string; path: string } {
  const { method = '', protocol = '', hostname = '', port, path = '' } = request as Record<string, string | undefined>;
  return {
    method,
    host: `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`,
    path: withoutSecrets(path, secrets),
  };
}

/**
 * What went wrong, by its name and code alone: an error's text is others' words, and may repeat what was sent. So may a
 * name that nobody knows.
 */
function nameOf(error: unknown): string {
  const { name, said, code } = anatomy(error);
  const word = String(said ?? name);
  const isName = /^[A-Z][A-Za-z]{1,60}(Exception|Error)$/.test(word) || KNOWN_NAMES.has(plainName(word));
  const isCode = typeof code === 'string' && /^(E[A-Z]{2,20}|ERR_[A-Z_]{2,50}|HPE_[A-Z_]{2,50})$/.test(code);
  return `${isName ? word : 'Error'}${isCode ? ` ${code}` : ''}`;
}

const KNOWN_NAMES: ReadonlySet<string> = new Set(ANSWERS.flatMap(({ recognised }) => recognised.error?.names ?? []));
