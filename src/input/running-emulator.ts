import { failed } from '../core/catalogue/failed.js';
import { requireGuid } from '../core/run/check.js';
import type { InputContext } from './context.js';
import { value } from './flags.js';
import type { Typed } from './typed.js';

const ENDPOINT = {
  'endpoint-url': value('endpoint-url', 'url of the running emulator (default: AWS_ENDPOINT_URL)', 'URL'),
};

export const EMULATOR_CALL_FLAGS = {
  from: value('from', "the caller's number, E.164", 'NUMBER'),
  to: value('to', 'the number that is called, E.164', 'NUMBER'),
  ...ENDPOINT,
};

export const EMULATOR_HANGUP_FLAGS = {
  'transaction-id': value('transaction-id', 'TransactionId of the call', 'ID'),
  ...ENDPOINT,
};

export const EMULATOR_PRESS_FLAGS = {
  'transaction-id': value('transaction-id', 'TransactionId of the call', 'ID'),
  digits: value('digits', 'the keys: 0-9, * and #, A-D', 'DIGITS'),
  ...ENDPOINT,
};

/** The emulator that is running on this machine, and what it is asked to do. */
export interface EmulatorCallRequest {
  url: string;
  numbers: { from?: string; to?: string };
}

export async function emulatorCallRequest(
  { flags }: Typed<{ from?: string | undefined; to?: string | undefined; 'endpoint-url'?: string | undefined }>,
  context: InputContext,
): Promise<EmulatorCallRequest> {
  const numbers: EmulatorCallRequest['numbers'] = {};
  for (const side of ['from', 'to'] as const) {
    const number = flags[side];
    if (number === undefined) continue;
    if (!/^\+[1-9]\d{1,14}$/.test(number)) {
      throw failed('USAGE.number', { flag: `--${side}` });
    }
    numbers[side] = number;
  }
  return { url: runningEmulator(flags['endpoint-url'], context), numbers };
}

export interface EmulatorHangUpRequest {
  url: string;
  transactionId: string;
}

export async function emulatorHangUpRequest(
  { flags }: Typed<{ 'transaction-id'?: string | undefined; 'endpoint-url'?: string | undefined }>,
  context: InputContext,
): Promise<EmulatorHangUpRequest> {
  const transactionId = transactionIdOf(flags['transaction-id'], 'which call hangs up?');
  return { url: runningEmulator(flags['endpoint-url'], context), transactionId };
}

export interface EmulatorPressRequest {
  url: string;
  transactionId: string;
  digits: string;
}

export async function emulatorPressRequest(
  {
    flags,
  }: Typed<{
    'transaction-id'?: string | undefined;
    digits?: string | undefined;
    'endpoint-url'?: string | undefined;
  }>,
  context: InputContext,
): Promise<EmulatorPressRequest> {
  const transactionId = transactionIdOf(flags['transaction-id'], 'on which call?');
  const { digits } = flags;
  if (digits === undefined || !/^[0-9*#A-D]{1,128}$/.test(digits)) {
    throw failed('USAGE.digits');
  }
  return { url: runningEmulator(flags['endpoint-url'], context), transactionId, digits };
}

function transactionIdOf(flag: string | undefined, question: string): string {
  if (flag === undefined) throw failed('ID_MISSING.emulated-call', { question });
  requireGuid('transactionId', flag);
  return flag;
}

function runningEmulator(flag: string | undefined, { environment }: InputContext): string {
  const url = flag ?? environment['AWS_ENDPOINT_URL'];
  if (url === undefined || url === '') {
    throw failed('ENDPOINT_INVALID.no-emulator');
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)) return url;
  throw failed('ENDPOINT_INVALID.emulator');
}
