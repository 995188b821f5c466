import { failed } from '../catalogue/failed.js';
import { MEETINGS_REGIONS } from '../facts/regions.js';
import { requireGuid, requireMeetingsRegion, requireVoiceRegion } from '../run/check.js';
import type { FactName, Facts, ParityCase } from './case.js';
import { PARITY_CASES } from './cases.js';
import { missingIn } from './fill-in.js';

/** What is compared, and with what. The ids are made up by whoever asks: core has no chance of its own. */
export interface ParityRequest {
  region: string;
  meetingsRegion: string;
  sipMediaApplicationId: string | null;
  /** A live call that may be updated; null: none is. */
  transactionId: string | null;
  made: MadeUp;
}

/** Fresh for every run, so that nothing they name is anybody else's. */
export interface MadeUp {
  /** 16 hexadecimal digits. */
  run: string;
  /** A GUID that names nothing. */
  unknownId: string;
  requestToken: string;
}

/** Throws before anything is sent. */
export function checkParityRequest({
  region,
  meetingsRegion,
  sipMediaApplicationId,
  transactionId,
}: ParityRequest): void {
  requireVoiceRegion(region);
  requireMeetingsRegion(meetingsRegion);
  requireGuid('sipMediaApplicationId', sipMediaApplicationId);
  requireGuid('transactionId', transactionId);
  if (transactionId !== null && sipMediaApplicationId === null) {
    throw failed('ID_MISSING.application');
  }
}

/** What each side knows before it is asked anything. */
export function commonFacts({ meetingsRegion, made }: ParityRequest): Facts {
  return {
    Run: made.run,
    UnknownId: made.unknownId,
    RequestToken: made.requestToken,
    MeetingsRegion: meetingsRegion,
    OtherMeetingsRegion: MEETINGS_REGIONS.find((region) => isElsewhere(region, meetingsRegion)) ?? 'us-east-1',
  };
}

/** GovCloud has other accounts, and so other credentials. */
function isElsewhere(region: string, own: string): boolean {
  return region !== own && region.startsWith('us-gov-') === own.startsWith('us-gov-');
}

const LEARNT: readonly FactName[] = ['MeetingId', 'AttendeeId', 'JoinToken', 'FunctionArn', 'LogGroup'];

/** The cases that will be asked, as far as that is known beforehand. */
export function askedCases(request: ParityRequest): ParityCase[] {
  const named: Facts = {
    ...commonFacts(request),
    ...Object.fromEntries(LEARNT.map((name) => [name, 'learnt'])),
    ...(request.sipMediaApplicationId === null ? {} : { SipMediaApplicationId: request.sipMediaApplicationId }),
    ...(request.transactionId === null ? {} : { TransactionId: request.transactionId }),
  };
  const { LogGroup, ...withoutLogs } = named;
  const facts =
    request.sipMediaApplicationId === null
      ? withoutLogs
      : { ...withoutLogs, ...(LogGroup === undefined ? {} : { LogGroup }) };
  return PARITY_CASES.filter((each) => missingIn(each, facts) === null);
}
