import { NO_APPLICATION_NAMED, NO_CALL_NAMED } from '../catalogue/remarks.js';
import { asFailure, Failure } from '../failure.js';
import { isFromAws, isThrottled, unfitBecause } from './answer-kind.js';
import type { FactName, ParityCase } from './case.js';
import { differencesOf } from './compare.js';
import type { MadeThere } from './ending.js';
import { missingIn, requestOf } from './fill-in.js';
import { formOf } from './form.js';
import type { ParityPorts, RawAnswer } from './ports.js';
import { commonFacts, type ParityRequest } from './request.js';
import type { Against, CaseResult, SettledRule } from './result.js';
import { isAccepted, isReady, learnt, type Side } from './side.js';

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

/** How often a request is sent at most, where that does no harm. */
const ATTEMPTS = 4;
const PAUSE_MS = 1_000;

export interface Reach {
  ports: ParityPorts;
  made: MadeThere;
  signal: AbortSignal;
  cases: readonly ParityCase[];
}

/** What became of the update of the named call. */
export type Update = 'not-sent' | 'answered' | 'unknown';

/** The cases, one after the other: each is asked of the account, then of the emulator. */
export function openComparing(request: ParityRequest, own: EmulatorsOwn, { ports, made, signal, cases }: Reach) {
  const { sipMediaApplicationId, transactionId } = request;
  const named = (sma: string, call: string) => ({
    ...(sipMediaApplicationId === null ? {} : { SipMediaApplicationId: sma }),
    ...(transactionId === null ? {} : { TransactionId: call }),
  });
  const common = commonFacts(request);
  const account: Side = {
    accepted: new Set(),
    exchange: ports.account,
    facts: { ...common, ...named(sipMediaApplicationId ?? '', transactionId ?? '') },
  };
  const emulator: Side = {
    accepted: new Set(),
    exchange: ports.emulator,
    facts: { ...common, ...named(own.sipMediaApplicationId, own.transactionId) },
  };
  let update: Update = 'not-sent';

  /** The last answer; a Failure where there was none. `each` is told of every attempt's. */
  async function ask(
    asked: ParityCase,
    { exchange, facts }: Side,
    each: (answer: RawAnswer | Failure) => void = () => {},
  ): Promise<RawAnswer | Failure> {
    const sent = requestOf(asked, facts);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await exchange.send(sent, signal).catch(asFailure);
      each(answer);
      if (!maySendAgain(asked, answer) || attempt >= ATTEMPTS || signal.aborted) return answer;
      await ports.clock.sleep(PAUSE_MS * attempt, signal);
    }
  }

  function noteAccounts(asked: ParityCase, answer: RawAnswer | Failure): void {
    if (answer instanceof Failure) {
      if (answer.delivery === 'unknown') made.lost(asked);
    } else made.answered(asked, answer, account.facts);
    if (asked.effect === 'updates') update = updateAfter(answer);
  }

  async function compared(asked: ParityCase): Promise<CaseResult> {
    const { id, operation, title } = asked;
    const result = (
      outcome: CaseResult['outcome'],
      because: string | null,
      differences: CaseResult['differences'] = [],
    ) => ({
      ...{ case: id, operation, title, outcome, because, differences },
    });
    if (signal.aborted) return result('not-compared', CUT_SHORT);
    const missing = missingIn(asked, account.facts);
    if (missing !== null) return result('not-compared', MISSING[missing] ?? `${missing} is not known`);
    if (!isReady(asked, account)) return result('not-compared', 'AWS refused what comes before it');
    const fromAws = await ask(asked, account, (answer) => noteAccounts(asked, answer));
    // What AWS gave is kept whatever the emulator answers: the meeting in it is to be ended.
    const before = account.facts;
    if (!(fromAws instanceof Failure)) note(account, asked, fromAws);
    if (signal.aborted) return result('not-compared', CUT_SHORT);
    if (fromAws instanceof Failure) return result('not-compared', `AWS gave no answer (${fromAws.code})`);
    if (missingIn(asked, emulator.facts) !== null || !isReady(asked, emulator))
      return result('not-compared', 'the emulator refused what comes before it');
    const fromEmulator = await ask(asked, emulator);
    if (signal.aborted) return result('not-compared', CUT_SHORT);
    if (fromEmulator instanceof Failure)
      return result('not-compared', `the emulator gave no answer (${fromEmulator.code})`);
    const aws = formOf(fromAws, before, asked);
    const its = formOf(fromEmulator, emulator.facts, asked);
    note(emulator, asked, fromEmulator);
    const unfit = unfitBecause(fromAws, aws, its, asked);
    if (unfit !== null) return result('not-compared', unfit);
    const differences = differencesOf(aws, its, asked);
    return result(differences.length === 0 ? 'same' : 'different', null, differences);
  }

  const results: CaseResult[] = [];
  return {
    update: () => update,
    /** Those that were asked so far. */
    cases: () => results,
    async all(): Promise<void> {
      for (const asked of cases) results.push(await compared(asked));
    },
  };
}

/** A second update would be a second event for the handler, and what was removed already is answered otherwise. */
function maySendAgain({ effect, method }: ParityCase, answer: RawAnswer | Failure): boolean {
  if (effect === 'updates') return false;
  if (!(answer instanceof Failure) && isThrottled(answer)) return true;
  return method !== 'DELETE' && (answer instanceof Failure || answer.status >= 500 || !isFromAws(answer));
}

function note(side: Side, asked: ParityCase, answer: RawAnswer): void {
  side.facts = learnt(asked, answer, side.facts);
  if (isAccepted(answer)) side.accepted.add(asked.id);
}

function updateAfter(answer: RawAnswer | Failure): Update {
  if (answer instanceof Failure) return answer.delivery === 'unknown' ? 'unknown' : 'not-sent';
  if (answer.status >= 500 || answer.status === 408 || !isFromAws(answer)) return 'unknown';
  return answer.status < 300 ? 'answered' : 'not-sent';
}

/** Why a case was not compared that the run did not get to. */
export const CUT_SHORT = 'the run had ended';

const MISSING: Partial<Record<FactName, string>> = {
  SipMediaApplicationId: NO_APPLICATION_NAMED,
  TransactionId: NO_CALL_NAMED,
  LogGroup: "the log group of the SIP media application's function is not known",
  MeetingId: 'there is no meeting of this run',
  AttendeeId: 'there is no attendee of this run',
};
