/** The composition root's other half: the emulator's commands, put together from `input`, `emulator` and `output`. */

import { fileURLToPath } from 'node:url';
import { failed } from '../core/catalogue/failed.js';
import type { EmulatorReady, HangUpResult, PlacedCallResult, PressResult } from '../core/facts/emulator-results.js';
import { isGuid } from '../core/facts/ids.js';
import { messageOf } from '../core/facts/thrown.js';
import type { Failure } from '../core/failure.js';
import type { ControlAnswer } from '../emulator/control/client.js';
import type { Emulator } from '../emulator/start.js';
import type { EmulatorRequest } from '../input/emulator-options.js';
import type { HandlerFile } from '../input/handler-source.js';
import type { EmulatorCallRequest, EmulatorHangUpRequest, EmulatorPressRequest } from '../input/running-emulator.js';

/** What starts this program, in a clone as where it is installed. */
const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** An emulator for the time of `work`. Throws USAGE or FILE_INVALID where it cannot be started as asked. */
export async function withEmulator<T>(
  request: EmulatorRequest,
  say: (line: string) => void,
  work: (emulator: Emulator) => Promise<T>,
): Promise<T> {
  const { startEmulator } = await import('../emulator/start.js');
  const { REFERENCE_HANDLER } = await import('../handler/contract.js');
  const { port, logDelayMs, faults, quotas, meetingEvents = true } = request;
  const handler = request.handler ?? { file: REFERENCE_HANDLER };
  const named = 'url' in handler ? { handlerUrl: handler.url } : handlerFile(handler, request.settings);
  const options = { port, logDelayMs, faults, quotas, meetingEvents, ...named, stderr: say };
  const emulator = await startEmulator(options).catch((error: unknown) => {
    throw cannotStart(error, port);
  });
  try {
    return await work(emulator);
  } finally {
    await emulator.close();
  }
}

function handlerFile({ file, exportName }: HandlerFile, settings: EmulatorRequest['settings']) {
  return { handlerFile: file, handlerSettings: { ...settings, exportName } };
}

function cannotStart(error: unknown, port: number): Failure {
  const said = messageOf(error);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    return failed('USAGE.port-taken', { port, said });
  }
  if (code === 'ERR_QUOTAS') return failed('FILE_INVALID.quotas', { said });
  if (code === 'ERR_FAULTS') return failed('FILE_INVALID.faults', { said });
  return failed('FILE_INVALID.emulated-handler', { said });
}

/** Runs until the interrupt, which is its ordinary end. */
export async function serve(
  emulator: Emulator,
  ready: (document: EmulatorReady) => void,
  interrupt: AbortSignal,
): Promise<null> {
  const { url, region, sipMediaApplicationId, logGroupName, meetingEventsLogGroupName, env } = emulator;
  ready({ url, region, sipMediaApplicationId, logGroupName, meetingEventsLogGroupName, env });
  await new Promise<void>((resolve) => {
    if (interrupt.aborted) resolve();
    interrupt.addEventListener('abort', () => resolve(), { once: true });
  });
  return null;
}

/** Places a call and runs a command that finds AWS and the call in its environment. Gives the command's exit code. */
export async function rehearseCommand(
  emulator: Emulator,
  command: [string, ...string[]],
  interrupt: AbortSignal,
): Promise<number> {
  const { rehearse } = await import('../emulator/rehearse.js');
  const { openRehearsalFolder } = await import('./rehearsal-folder.js');
  const call = await emulator.placeCall();
  const variables = {
    ...emulator.env,
    CHIME_JOIN_CALL_ID: call.callId,
    CHIME_JOIN_TRANSACTION_ID: call.transactionId,
    CHIME_JOIN_SMA_ID: call.sipMediaApplicationId,
    CHIME_JOIN_WITHIN_EXEC: '1',
  };
  const folder = openRehearsalFolder();
  try {
    return await rehearse(command, variables, { folder: folder.path, program: PROGRAM }, interrupt);
  } catch (error) {
    throw cannotRun(command[0], error);
  } finally {
    folder.remove();
  }
}

/** As a shell says it: 127 where there is no such command, 126 where it is there and cannot be started. */
function cannotRun(name: string, error: unknown): Failure {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const facts = {
    name: JSON.stringify(name.slice(0, 100)),
    said: messageOf(error),
  };
  return isMissing
    ? failed('USAGE.inner-command-missing', facts, { exitCode: 127 })
    : failed('USAGE.inner-command-broken', facts, { exitCode: 126 });
}

export async function placeCall({ url, numbers }: EmulatorCallRequest, signal: AbortSignal): Promise<PlacedCallResult> {
  const body = await post(url, 'calls', numbers, signal);
  const { transactionId, callId, sipMediaApplicationId } = body;
  // What is printed goes into somebody's shell.
  if (!isId(transactionId) || !isId(callId) || !isId(sipMediaApplicationId)) throw noEmulator(url, 200, body);
  return { transactionId, callId, sipMediaApplicationId };
}

export async function hangUp(
  { url, transactionId }: EmulatorHangUpRequest,
  signal: AbortSignal,
): Promise<HangUpResult> {
  await post(url, 'hangup', { transactionId }, signal);
  return { transactionId };
}

export async function press(
  { url, transactionId, digits }: EmulatorPressRequest,
  signal: AbortSignal,
): Promise<PressResult> {
  await post(url, 'press', { transactionId, digits }, signal);
  return { transactionId, digits };
}

async function post(url: string, path: string, sent: unknown, signal: AbortSignal): Promise<Record<string, unknown>> {
  const { postControl } = await import('../emulator/control/client.js');
  const { status, body } = await postControl(url, path, sent, signal).catch((error: unknown): ControlAnswer => {
    throw failed('UNREACHABLE.emulator', { url, said: messageOf(error) });
  });
  if (status === 404) throw failed('CALL_NOT_FOUND.emulator', { url }, { delivery: 'refused' });
  if (status === 409) {
    const said = JSON.stringify(body ?? null).slice(0, 300);
    throw failed('LIMIT_EXCEEDED.emulator', { said }, { delivery: 'refused' });
  }
  if (status !== 200 || typeof body !== 'object' || body === null) {
    throw noEmulator(url, status, body);
  }
  return body as Record<string, unknown>;
}

function noEmulator(url: string, status: number, body: unknown): Failure {
  const said = `HTTP ${status}: ${JSON.stringify(body ?? null).slice(0, 300)}`;
  return failed('REFUSED.not-emulator', { url, said }, { delivery: 'refused' });
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && isGuid(value);
}
