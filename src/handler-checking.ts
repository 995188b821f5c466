/** The composition root's third part: a handler on the emulator's bench, judged by `core`. */
import { renderArguments } from './core/arguments.js';
import { HANDLER_RETRY_AFTER_MS } from './core/facts/limits.js';
import { Failure } from './core/failure.js';
import { checkHandler } from './core/handler-check/check.js';
import type { TryJoin } from './core/handler-check/ports.js';
import type { HandlerCheckResult } from './core/handler-check/result.js';
import { LeftBehind } from './core/outcome/use-case.js';
import { withEmulator } from './emulating.js';
import type { Probe } from './emulator/sma/probe.js';
import type { HandlerCheckRequest } from './input/handler-request.js';
import type { HandlerSource } from './input/handler-source.js';
import { handlerText } from './input/handler-text.js';

/** How long a simulated call may take to join: prompts that nothing interrupts come first. */
const JOIN_WITHIN_MS = 8_000;

/**
 * Checks the handler. Throws FILE_INVALID where it cannot be loaded, UNREACHABLE where nothing answers at its URL, and
 * FINDINGS, with the report, where it does not do its part.
 */
export async function checkedHandler(
  { handler, name }: HandlerCheckRequest,
  interrupt: AbortSignal,
): Promise<HandlerCheckResult> {
  const probe = await openBench(handler);
  const close = () => probe.close();
  interrupt.addEventListener('abort', close, { once: true });
  try {
    const source = 'file' in handler ? await handlerText(handler.file) : '';
    const invoke = async (event: object, watch: boolean) => {
      if (interrupt.aborted) throw new Failure('INTERRUPTED', 'Interrupted.');
      return probe.invoke(event, watch).catch(unreachable);
    };
    const result = await checkHandler(name, { invoke, source }, trialOf(handler, interrupt));
    const findings = result.checks.filter(({ status }) => status === 'finding').length;
    if (findings === 0) return result;
    const few = findings === 1 ? 'one finding' : `${findings} findings`;
    throw new LeftBehind(new Failure('FINDINGS', `The handler has ${few}.`), result);
  } finally {
    interrupt.removeEventListener('abort', close);
    close();
  }
}

async function openBench(handler: HandlerSource): Promise<Probe> {
  const { openProbe } = await import('./emulator/sma/probe.js');
  // Past this time the SMA invokes it again: an answer that comes later does harm.
  return openProbe(handler, HANDLER_RETRY_AFTER_MS).catch((error: unknown) => {
    throw new Failure('FILE_INVALID', 'The handler cannot be loaded.', {
      cause: causeOf(error),
      tryThis: ['Give it what it needs to load, or check the running function with --handler-url'],
    });
  });
}

function unreachable(error: unknown): never {
  throw new Failure('UNREACHABLE', 'The handler does not answer as Lambda does.', { cause: causeOf(error) });
}

function trialOf(handler: HandlerSource, interrupt: AbortSignal): TryJoin {
  const request = { port: 0, handler, logDelayMs: 0, faults: undefined };
  return async (templates) => {
    const { tryJoin } = await import('./emulator/join-trial.js');
    return withEmulator(
      request,
      () => {},
      (emulator) =>
        tryJoin(
          emulator,
          ({ joinToken, meetingId, attendeeId, externalUserId, callId, transactionId }) =>
            renderArguments(templates, {
              JoinToken: joinToken,
              MeetingId: meetingId,
              AttendeeId: attendeeId,
              ExternalUserId: externalUserId,
              CallId: callId,
              TransactionId: transactionId,
              RunId: 'handler-check',
            }),
          { withinMs: JOIN_WITHIN_MS, interrupt },
        ),
    );
  };
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
