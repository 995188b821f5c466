import { isGuid } from '../facts/ids.js';
import { isFromAws } from './answer-kind.js';
import type { FactName, Facts, ParityCase } from './case.js';
import { valueAt } from './form.js';
import type { Exchange, ParityPorts, RawAnswer } from './ports.js';
import { commonFacts, type ParityRequest } from './request.js';
import type { Against, SettledRule } from './result.js';

/** One of the two that are asked, and what is known there so far. */
export interface Side {
  exchange: Exchange;
  facts: Facts;
  /** The cases that were accepted. */
  accepted: Set<string>;
}

/** The emulator of this program: what it has in the place of what the operator named. */
export interface EmulatorsOwn {
  /** The program's version. */
  version: string;
  against: Against;
  sipMediaApplicationId: string;
  transactionId: string;
  /** Its assumed rules. */
  rules: readonly SettledRule[];
}

/** The account and the emulator; each has its own name for what the operator named. */
export function sidesOf(
  request: ParityRequest,
  own: EmulatorsOwn,
  ports: Pick<ParityPorts, 'account' | 'emulator'>,
): { account: Side; emulator: Side } {
  const { sipMediaApplicationId, transactionId } = request;
  const side = (exchange: Exchange, sma: string, call: string): Side => ({
    accepted: new Set(),
    exchange,
    facts: {
      ...commonFacts(request),
      ...(sipMediaApplicationId === null ? {} : { SipMediaApplicationId: sma }),
      ...(transactionId === null ? {} : { TransactionId: call }),
    },
  });
  return {
    account: side(ports.account, sipMediaApplicationId ?? '', transactionId ?? ''),
    emulator: side(ports.emulator, own.sipMediaApplicationId, own.transactionId),
  };
}

/** Whether what comes before this case was accepted. */
export function isReady({ after = [] }: ParityCase, { accepted }: Side): boolean {
  return after.every((id) => accepted.has(id));
}

export function isAccepted(answer: RawAnswer): boolean {
  return isFromAws(answer) && answer.status >= 200 && answer.status < 300;
}

/** A shorter one could be part of any text. */
const SHORTEST = 4;

/** What this answer tells for later cases. A meeting is learnt only where it is this run's own. */
export function learnt(asked: ParityCase, answer: RawAnswer, facts: Facts): Facts {
  if (!isAccepted(answer)) return facts;
  const { body } = answer;
  const found = Object.entries(asked.learns ?? {}).flatMap(([name, path]): [FactName, string][] => {
    const value = valueAt(body, path);
    if (value === null || value.length < SHORTEST) return [];
    if (name === 'MeetingId' && ownMeeting(body, facts) === null) return [];
    if (name === 'AttendeeId' && !isGuid(value)) return [];
    return [[name as FactName, value]];
  });
  return withFunction({ ...facts, ...Object.fromEntries(found) });
}

/** The meeting that this answer shows, where it bears this run's name: another's is never used, and never ended. */
export function ownMeeting(body: string, { Run }: Facts): string | null {
  const id = valueAt(body, 'Meeting.MeetingId');
  const external = valueAt(body, 'Meeting.ExternalMeetingId');
  const isOwn = Run !== undefined && external?.includes(Run) === true;
  return isOwn && id !== null && isGuid(id) ? id : null;
}

/** The name of the function, and where Lambda logs it unless it was told otherwise. */
function withFunction(facts: Facts): Facts {
  const name = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:([\w-]{1,64})(?::|$)/.exec(facts.FunctionArn ?? '')?.[1];
  return name === undefined ? facts : { ...facts, FunctionName: name, LogGroup: `/aws/lambda/${name}` };
}
