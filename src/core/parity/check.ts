import { EXIT_CODES } from '../exit-codes.js';
import { asFailure, Failure } from '../failure.js';
import type { Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { LeftBehind } from '../outcome/use-case.js';
import { isThrottled, unfitBecause } from './answer-kind.js';
import { type FactName, PARITY_CASES, type ParityCase } from './cases.js';
import { differencesOf } from './compare.js';
import { type MadeThere, openMadeThere } from './ending.js';
import { missingIn, requestOf } from './fill-in.js';
import { formOf } from './form.js';
import type { ParityPorts, RawAnswer } from './ports.js';
import { checkParityRequest, commonFacts, type ParityRequest } from './request.js';
import { type CaseResult, type ParityResult, ruleResults, type SettledRule } from './result.js';
import { learnt, type Side } from './side.js';

/** The emulator of this program: what it has in the place of what the operator named. */
export interface EmulatorsOwn {
  /** The program's version. */
  version: string;
  sipMediaApplicationId: string;
  transactionId: string;
  /** Its assumed rules. */
  rules: readonly SettledRule[];
}

/** How often a request is sent at most, where that does no harm. */
const ATTEMPTS = 4;
const PAUSE_MS = 1_000;

/**
 * Asks the account and the emulator the same, case by case, and compares their answers. Throws FINDINGS, with the result,
 * where they differ; whatever ends it early, the meeting that it made is ended first.
 */
export async function checkParity(
  request: ParityRequest,
  own: EmulatorsOwn,
  ports: ParityPorts,
  progress: Progress,
  { signal, interrupt }: { signal: AbortSignal; interrupt: AbortSignal },
): Promise<ParityResult> {
  checkParityRequest(request);
  await requireAnAnswer(request, ports, progress, signal);
  const made = openMadeThere(request, ports);
  const run = openRun(request, own, { ports, made, signal });
  const cases = await progress.perform(ASK, () => run.all(), noteOf);
  const leftovers = await progress.perform(
    END,
    () => made.end(progress),
    ({ length }) => (length === 0 ? 'ended' : 'left behind'),
    ({ length }) => length === 0,
  );
  const { region, meetingsRegion } = request;
  const { version } = own;
  const result = { version, region, meetingsRegion, cases, rules: ruleResults(own.rules, cases), leftovers };
  const failure = failureOf(result, { update: run.update(), aborted: signal.aborted, interrupted: interrupt.aborted });
  if (failure !== null) throw new LeftBehind(failure, result);
  return result;
}

const ASK: Step = {
  id: 'ask',
  title: 'asking AWS and the emulator',
  operations: [],
  effect: 'creates',
  undo: 'the meeting is ended',
};
const END: Step = {
  id: 'end',
  title: 'ending the meeting',
  operations: ['DeleteMeeting'],
  effect: 'removes',
  undo: null,
};

function noteOf(cases: CaseResult[]): string {
  const count = (outcome: CaseResult['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  return `${count('same')} the same, ${count('different')} different, ${count('not-compared')} not compared`;
}

/** Nothing is made before it is known that there is an AWS, and that it knows who asks. Throws whatever is wrong. */
async function requireAnAnswer(
  { made }: ParityRequest,
  { meetings }: ParityPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const step: Step = { id: 'reach', title: 'reaching AWS', operations: ['GetMeeting'], effect: 'reads', undo: null };
  await progress.perform(step, async () => {
    try {
      await meetings.find(made.unknownId, signal);
    } catch (error) {
      if (asFailure(error).code !== 'MEETING_NOT_FOUND') throw error;
    }
  });
}

interface Reach {
  ports: ParityPorts;
  made: MadeThere;
  signal: AbortSignal;
}

/** What became of the update of the named call. */
type Update = 'not-sent' | 'answered' | 'unknown';

function openRun(request: ParityRequest, own: EmulatorsOwn, { ports, made, signal }: Reach) {
  const { sipMediaApplicationId, transactionId } = request;
  const named = (sma: string, call: string) => ({
    ...(sipMediaApplicationId === null ? {} : { SipMediaApplicationId: sma }),
    ...(transactionId === null ? {} : { TransactionId: call }),
  });
  const common = commonFacts(request);
  const account: Side = {
    exchange: ports.account,
    facts: { ...common, ...named(sipMediaApplicationId ?? '', transactionId ?? '') },
  };
  const emulator: Side = {
    exchange: ports.emulator,
    facts: { ...common, ...named(own.sipMediaApplicationId, own.transactionId) },
  };
  let update: Update = 'not-sent';

  /** The last answer; a Failure where there was none. `note` is told of each attempt. */
  async function ask(
    asked: ParityCase,
    { exchange, facts }: Side,
    note: (answer: RawAnswer | Failure) => void = () => {},
  ): Promise<RawAnswer | Failure> {
    const sent = requestOf(asked, facts);
    // A second update would be a second event for the handler.
    const atMost = asked.effect === 'updates' ? 1 : ATTEMPTS;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await exchange.send(sent, signal).catch(asFailure);
      note(answer);
      const again = answer instanceof Failure || isThrottled(answer) || answer.status >= 500;
      if (!again || attempt >= atMost || signal.aborted) return answer;
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
    const fromAws = await ask(asked, account, (answer) => noteAccounts(asked, answer));
    // What AWS gave is kept whatever the emulator answers: the meeting in it is to be ended.
    const before = account.facts;
    if (!(fromAws instanceof Failure)) account.facts = learnt(asked, fromAws, before);
    if (signal.aborted) return result('not-compared', CUT_SHORT);
    if (fromAws instanceof Failure) return result('not-compared', `AWS gave no answer (${fromAws.code})`);
    if (missingIn(asked, emulator.facts) !== null)
      return result('not-compared', 'the emulator refused what comes before it');
    const fromEmulator = await ask(asked, emulator);
    if (signal.aborted) return result('not-compared', CUT_SHORT);
    if (fromEmulator instanceof Failure)
      return result('not-compared', `the emulator gave no answer (${fromEmulator.code})`);
    const aws = formOf(fromAws, before, asked);
    const its = formOf(fromEmulator, emulator.facts, asked);
    emulator.facts = learnt(asked, fromEmulator, emulator.facts);
    const unfit = unfitBecause(fromAws, aws, its, asked);
    if (unfit !== null) return result('not-compared', unfit);
    const differences = differencesOf(aws, its, asked);
    return result(differences.length === 0 ? 'same' : 'different', null, differences);
  }

  return {
    update: () => update,
    async all(): Promise<CaseResult[]> {
      const results: CaseResult[] = [];
      for (const asked of PARITY_CASES) results.push(await compared(asked));
      return results;
    },
  };
}

function updateAfter(answer: RawAnswer | Failure): Update {
  if (answer instanceof Failure) return answer.delivery === 'unknown' ? 'unknown' : 'not-sent';
  if (answer.status >= 500) return 'unknown';
  return answer.status < 300 ? 'answered' : 'not-sent';
}

const CUT_SHORT = 'the run had ended';

const MISSING: Partial<Record<FactName, string>> = {
  SipMediaApplicationId: 'no SIP media application is named (--sma-id)',
  TransactionId: 'no live call is named (--transaction-id)',
  LogGroup: "the log group of the SIP media application's function is not known",
  MeetingId: 'there is no meeting of this run',
  AttendeeId: 'there is no attendee of this run',
};

interface Ended {
  update: Update;
  aborted: boolean;
  interrupted: boolean;
}

function failureOf(result: ParityResult, ended: Ended): Failure | null {
  const failure = endingOf(result, ended);
  const { leftovers } = result;
  if (leftovers.length === 0) return failure;
  const left =
    'A meeting that this command made, or may have made, could not be ended; unless somebody joins it, it ends by itself after five minutes.';
  const details = { tryThis: leftovers.flatMap(({ command }) => command ?? []), exitCode: EXIT_CODES.leftBehind.code };
  if (failure === null) return new Failure('UNAVAILABLE', left, details);
  return failure.retold(failure.code, `${failure.message} ${left}`, details);
}

function endingOf({ cases }: ParityResult, { update, aborted, interrupted }: Ended): Failure | null {
  const isCut = aborted && cases.some(({ because }) => because === CUT_SHORT);
  if (update === 'unknown') {
    return new Failure('UNCONFIRMED', 'Whether the update reached the named call is not known.', {
      operation: 'UpdateSipMediaApplicationCall',
      delivery: 'unknown',
      tryThis: [
        "look in the handler's log for CALL_UPDATE_REQUESTED with the argument ChimeJoinParity before you run it again",
      ],
    });
  }
  if (isCut && interrupted) return new Failure('INTERRUPTED', 'Interrupted before every case was compared.');
  if (isCut && update === 'answered') {
    return new Failure('UNCONFIRMED', 'The time was up after the named call had been updated.', {
      tryThis: ['give more time: --timeout 5m'],
    });
  }
  if (aborted)
    return new Failure('TIMED_OUT', 'The time was up before every case was compared.', {
      tryThis: ['Run it again, with a longer --timeout'],
    });
  const compared = cases.filter(({ outcome }) => outcome !== 'not-compared');
  if (compared.length === 0) return nothingCompared(cases);
  const different = compared.filter(({ outcome }) => outcome === 'different').length;
  if (different === 0) return null;
  return new Failure(
    'FINDINGS',
    `The emulator differs from AWS in ${different} of ${compared.length} compared cases.`,
    {
      tryThis: ['put the report into an issue of chime-join: it holds no ids, numbers or tokens'],
    },
  );
}

function nothingCompared(cases: CaseResult[]): Failure {
  const cause = [...new Set(cases.flatMap(({ because }) => because ?? []))].slice(0, 5).join('; ');
  return new Failure('UNAVAILABLE', 'Nothing could be compared.', { cause });
}
