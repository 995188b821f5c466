import { randomUUID } from 'node:crypto';
import { failed } from '../core/catalogue/failed.js';
import { announcement } from '../core/parity/announce.js';
import { checkParityRequest, type ParityRequest } from '../core/parity/request.js';
import { type AwsFlags, type ResolvedAws, resolveAws } from './aws-settings.js';
import type { InputContext } from './context.js';
import { TOWARDS_AWS, typedSwitch, typedValue, value } from './flags.js';
import type { Typed } from './typed.js';

export const PARITY_FLAGS = {
  'sma-id': value(
    'sma-id',
    'a SIP media application of the account, to read it and the log group of its function',
    'ID',
  ),
  'transaction-id': typedValue('a live call of it that may be updated, once; it must be typed', 'ID'),
  report: value('report', 'new file for the report, which is printed too', 'FILE'),
  yes: typedSwitch('do not ask; a script must say so'),
  ...TOWARDS_AWS,
};

export interface ParityFlags extends AwsFlags {
  'sma-id'?: string | undefined;
  'transaction-id'?: string | undefined;
  report?: string | undefined;
  yes?: boolean | undefined;
}

export interface ResolvedParity {
  request: ParityRequest;
  aws: ResolvedAws;
  /** Null: it is only printed. */
  report: string | null;
  /** Says what will be sent, and asks the person who is there. Throws NOT_CONFIRMED. */
  confirm(): Promise<void>;
}

/** Throws what is wrong with the request. */
export async function parityRequest(
  { flags, typed }: Typed<ParityFlags>,
  context: InputContext,
): Promise<ResolvedParity> {
  const aws = await resolveAws(flags, null, context);
  // The ids of a call are one group: a typed one is not mixed with one of the environment.
  const sma = typed.has('transaction-id') && !typed.has('sma-id') ? undefined : flags['sma-id'];
  const request: ParityRequest = {
    region: aws.region,
    meetingsRegion: aws.meetingsRegion,
    sipMediaApplicationId: sma ?? null,
    transactionId: flags['transaction-id'] ?? null,
    made: { run: randomUUID().replaceAll('-', '').slice(0, 16), unknownId: randomUUID(), requestToken: randomUUID() },
  };
  checkParityRequest(request);
  return { request, aws, report: flags.report ?? null, confirm: () => confirmed(request, flags, context) };
}

async function confirmed(
  request: ParityRequest,
  { yes }: ParityFlags,
  { questions, say }: InputContext,
): Promise<void> {
  say(announcement(request));
  if (yes === true) return;
  if (questions === null) {
    throw failed('NOT_CONFIRMED.parity', { command: commandOf(request) });
  }
  if (await questions.confirm('Send these requests?')) return;
  throw failed('NOT_CONFIRMED.parity-answer');
}

function commandOf({ region, meetingsRegion, sipMediaApplicationId, transactionId }: ParityRequest): string {
  const flags = [
    `--region ${region}`,
    ...(meetingsRegion === region ? [] : [`--meetings-region ${meetingsRegion}`]),
    ...(sipMediaApplicationId === null ? [] : [`--sma-id ${sipMediaApplicationId}`]),
    ...(transactionId === null ? [] : [`--transaction-id ${transactionId}`]),
  ];
  return `chime-join emulator parity ${flags.join(' ')} --yes`;
}
