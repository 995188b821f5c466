import { NO_APPLICATION_NAMED, NO_CALL_NAMED } from '../catalogue/remarks.js';
import { Failure } from '../failure.js';
import { isFromAws, unfitBecause } from './answer-kind.js';
import { ask } from './asking.js';
import type { FactName, ParityCase } from './case.js';
import { differencesOf } from './compare.js';
import type { MadeThere } from './ending.js';
import { missingIn } from './fill-in.js';
import { formOf } from './form.js';
import type { ParityPorts, RawAnswer } from './ports.js';
import type { ParityRequest } from './request.js';
import type { CaseResult } from './result.js';
import { type EmulatorsOwn, isAccepted, isReady, learnt, type Side, sidesOf } from './side.js';

export interface Reach {
  ports: ParityPorts;
  made: MadeThere;
  signal: AbortSignal;
}

/** What became of the update of the named call. */
export type Update = 'not-sent' | 'answered' | 'unknown';

/** Compares case by case: each is asked of the account, then of the emulator. */
export class Comparing {
  /** Of those that were asked so far. */
  readonly results: CaseResult[] = [];
  update: Update = 'not-sent';
  readonly #reach: Reach;
  readonly #account: Side;
  readonly #emulator: Side;

  constructor(request: ParityRequest, own: EmulatorsOwn, reach: Reach) {
    this.#reach = reach;
    const { account, emulator } = sidesOf(request, own, reach.ports);
    this.#account = account;
    this.#emulator = emulator;
  }

  async all(cases: readonly ParityCase[]): Promise<void> {
    for (const asked of cases) this.results.push(await this.#compare(asked));
  }

  async #compare(asked: ParityCase): Promise<CaseResult> {
    const before = this.#account.facts;
    const fromAws = await this.#askAccount(asked);
    if (typeof fromAws === 'string') return notCompared(asked, fromAws);
    const fromEmulator = await this.#askEmulator(asked);
    if (typeof fromEmulator === 'string') return notCompared(asked, fromEmulator);
    const aws = formOf(fromAws, before, asked);
    const its = formOf(fromEmulator, this.#emulator.facts, asked);
    note(this.#emulator, asked, fromEmulator);
    const unfit = unfitBecause(fromAws, aws, its, asked);
    if (unfit !== null) return notCompared(asked, unfit);
    const differences = differencesOf(aws, its, asked);
    return { ...nameOf(asked), outcome: differences.length === 0 ? 'same' : 'different', because: null, differences };
  }

  /** AWS's answer, or why there is none to compare. */
  async #askAccount(asked: ParityCase): Promise<RawAnswer | string> {
    const { ports, signal } = this.#reach;
    if (signal.aborted) return CUT_SHORT;
    const missing = missingIn(asked, this.#account.facts);
    if (missing !== null) return MISSING[missing] ?? `${missing} is not known`;
    if (!isReady(asked, this.#account)) return 'AWS refused what comes before it';
    const each = (one: RawAnswer | Failure) => this.#noteAttempt(asked, one);
    const answer = await ask(asked, this.#account, { clock: ports.clock, signal, each });
    // What AWS gave is kept whatever the emulator answers: the meeting in it is to be ended.
    if (!(answer instanceof Failure)) note(this.#account, asked, answer);
    if (signal.aborted) return CUT_SHORT;
    return answer instanceof Failure ? `AWS gave no answer (${answer.code})` : answer;
  }

  /** The emulator's answer, or why there is none to compare. */
  async #askEmulator(asked: ParityCase): Promise<RawAnswer | string> {
    const { ports, signal } = this.#reach;
    if (missingIn(asked, this.#emulator.facts) !== null || !isReady(asked, this.#emulator)) {
      return 'the emulator refused what comes before it';
    }
    const answer = await ask(asked, this.#emulator, { clock: ports.clock, signal });
    if (signal.aborted) return CUT_SHORT;
    return answer instanceof Failure ? `the emulator gave no answer (${answer.code})` : answer;
  }

  /** With every answer of the account, those before a repetition too. */
  #noteAttempt(asked: ParityCase, answer: RawAnswer | Failure): void {
    const { made } = this.#reach;
    if (!(answer instanceof Failure)) made.answered(asked, answer, this.#account.facts);
    else if (answer.delivery === 'unknown') made.lost(asked);
    if (asked.effect === 'updates') this.update = updateAfter(answer);
  }
}

const nameOf = ({ id, operation, title }: ParityCase) => ({ case: id, operation, title });

function notCompared(asked: ParityCase, because: string): CaseResult {
  return { ...nameOf(asked), outcome: 'not-compared', because, differences: [] };
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
