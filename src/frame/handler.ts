/** A handler on the emulator's bench, judged by `core`, and the handler that users deploy. */

import { failed } from '../core/catalogue/failed.js';
import { HANDLER_RETRY_AFTER_MS } from '../core/facts/limits.js';
import { messageOf } from '../core/facts/thrown.js';
import { checkHandler } from '../core/handler-check/check.js';
import type { TryJoin } from '../core/handler-check/ports.js';
import type { HandlerCheckResult, HandlerPrintResult } from '../core/handler-check/result.js';
import { FailedWith } from '../core/outcome/use-case.js';
import { renderArguments } from '../core/run/arguments.js';
import type { Outside } from '../emulator/sma/outside.js';
import type { Probe } from '../emulator/sma/probe.js';
import type { HandlerCheckRequest, HandlerPrintRequest } from '../input/handler-request.js';
import type { HandlerSettings } from '../input/handler-settings.js';
import type { HandlerSource } from '../input/handler-source.js';
import { handlerText } from '../input/handler-text.js';
import { withEmulator } from './emulator.js';

/** How long a simulated call may take to join: prompts that nothing interrupts come first. */
const JOIN_WITHIN_MS = 8_000;

/**
 * Checks the handler. Throws FILE_INVALID where it cannot be loaded, UNREACHABLE where nothing answers at its URL, and
 * FINDINGS, with the report, where it does not do its part.
 */
export async function checkedHandler(
  { handler, settings, runtime, name }: HandlerCheckRequest,
  interrupt: AbortSignal,
): Promise<HandlerCheckResult> {
  const run = { ...settings, runtime: runtime ?? undefined };
  const probe = await openBench(handler, run);
  const close = () => probe.close();
  interrupt.addEventListener('abort', close, { once: true });
  try {
    const source = 'file' in handler ? await handlerText(handler.file) : '';
    const invoke = async (event: object, watch: boolean) => {
      if (interrupt.aborted) throw failed('INTERRUPTED.command');
      return probe.invoke(event, watch).catch(unreachable);
    };
    const { loading, parameters } = probe;
    const under = { invoke, source, loading, parameters, runtime, allowNetwork: settings.allowNetwork };
    const result = await checkHandler(name, under, trialOf(handler, run, interrupt));
    const findings = result.checks.filter(({ status }) => status === 'finding').length;
    if (findings === 0) return result;
    const few = findings === 1 ? 'one finding' : `${findings} findings`;
    throw new FailedWith(failed('FINDINGS.handler', { findings: few }), result);
  } finally {
    interrupt.removeEventListener('abort', close);
    close();
  }
}

/** The file that is asked for. `note` takes what should be known of it. */
export async function printedHandler(
  { language, whole }: HandlerPrintRequest,
  note: (text: string) => void,
): Promise<HandlerPrintResult> {
  const { printableHandler, printablePolicy } = await import('../handler/printable.js');
  const { text, notes } = language === 'policy' ? printablePolicy() : await printableHandler(language, whole);
  for (const each of notes) note(each);
  return { language, whole, text };
}

type Run = HandlerSettings & { runtime: string | undefined };

async function openBench(handler: HandlerSource, run: Run): Promise<Probe> {
  const { openProbe } = await import('../emulator/sma/probe.js');
  // Past this time the SMA invokes it again: an answer that comes later does harm.
  const source = 'url' in handler ? handler : { ...run, ...handler };
  return openProbe(source, HANDLER_RETRY_AFTER_MS).catch(cannotLoad);
}

/** What it looked for and did not find is what it most likely needs. */
function cannotLoad(error: unknown): never {
  const outside = (error as { outside?: { reached: string[]; variables: string[] } }).outside;
  const { reached = [], variables = [] } = outside ?? {};
  const lacks = [
    ...(variables.length > 0
      ? [`It looked for the variable${variables.length === 1 ? '' : 's'} ${variables.join(', ')}.`]
      : []),
    ...(reached.length > 0 ? [`It tried to reach ${reached.join(', ')}.`] : []),
  ];
  const given = variables.map((name) => `--env ${name}=VALUE`).join(' ');
  const isRefused = messageOf(error).includes('CallbackHandlerDeprecated');
  throw failed(isRefused ? 'FILE_INVALID.callback-handler' : 'FILE_INVALID.handler', {
    said: [messageOf(error), ...lacks].join(' '),
    variables: given === '' ? null : given,
    places: reached.length === 0 ? null : reached.join(', '),
  });
}

function unreachable(error: unknown): never {
  throw failed('UNREACHABLE.handler', { said: messageOf(error) });
}

function trialOf(handler: HandlerSource, run: Run, interrupt: AbortSignal): TryJoin {
  return async (templates, direction, presses) => {
    const { tryJoin } = await import('../emulator/join-trial.js');
    const outside = { reached: new Set<string>(), variables: new Set<string>() };
    const onOutside = ({ reached, variables }: Outside) => {
      for (const place of reached) outside.reached.add(place);
      for (const name of variables) outside.variables.add(name);
    };
    const request = { port: 0, handler, settings: { ...run, onOutside }, logDelayMs: 0, faults: undefined };
    const trial = await withEmulator(
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
          { direction, presses, withinMs: JOIN_WITHIN_MS, interrupt },
        ),
    );
    return { ...trial, outside: { reached: [...outside.reached], variables: [...outside.variables] } };
  };
}
