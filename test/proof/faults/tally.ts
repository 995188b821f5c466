/** Counts what the runs came to. */
import { updatesIn } from '../stage/requests.js';
import { couldHaveBeenRead } from './readable.js';
import type { Run } from './run.js';

type Table = Record<string, number>;

const emptyCounts = () => ({
  runs: 0,
  lies: 0,
  beyondTheLog: 0,
  askedAgain: {} as Table,
  verdicts: {} as Table,
  faultedOperations: {} as Table,
  withFaultIn: {} as Table,
  programs: 0,
  documents: 0,
  mostUpdates: 0,
  readable: 0,
  unconfirmedThough: 0,
  unconfirmedBecause: {} as Table,
});

export interface Tally {
  counts: ReturnType<typeof emptyCounts>;
  /** Gives what the decisive evidence was, if the run ended UNCONFIRMED and it could have been read. */
  add(run: Run, problems: readonly string[], isBeyondTheLog: boolean): string | null;
  report(): string[];
}

export function openTally(): Tally {
  const counts = emptyCounts();
  const more = (table: Table, key: string | number) => {
    table[key] = (table[key] ?? 0) + 1;
  };

  return {
    counts,
    add(run, problems, isBeyondTheLog) {
      const { plan, told, truth } = run;
      const verdict = told.result?.verdict ?? 'NONE';
      counts.runs += 1;
      if (problems.length > 0) counts.lies += 1;
      if (isBeyondTheLog) counts.beyondTheLog += 1;
      more(counts.verdicts, verdict);
      const operations = new Set(plan.faults.map(({ operation }) => operation));
      more(counts.faultedOperations, operations.size);
      for (const operation of operations) more(counts.withFaultIn, operation);
      counts.mostUpdates = Math.max(counts.mostUpdates, updatesIn(truth.requests).length);
      if (plan.asProgram !== null) {
        counts.programs += 1;
        if (told.problems.length === 0) counts.documents += 1;
      }
      if (run.again !== null) more(counts.askedAgain, `${verdict} then ${run.again.result?.verdict}`);
      const { readable, why } = couldHaveBeenRead(run);
      if (readable) counts.readable += 1;
      if (verdict !== 'UNCONFIRMED') return null;
      more(counts.unconfirmedBecause, readable ? `readable: ${why}` : why);
      if (!readable) return null;
      counts.unconfirmedThough += 1;
      return why;
    },
    report() {
      const { readable, unconfirmedThough } = counts;
      const share = readable === 0 ? 0 : (100 * unconfirmedThough) / readable;
      return [
        `verdicts: ${JSON.stringify(counts.verdicts)}`,
        `runs by the number of operations with faults: ${JSON.stringify(counts.faultedOperations)}`,
        `runs with a fault in: ${JSON.stringify(counts.withFaultIn)}`,
        `the update was delivered at most ${counts.mostUpdates} times in a run`,
        `${counts.programs} runs of the program itself, ${counts.documents} of them one document on stdout`,
        `asked for once more: ${JSON.stringify(counts.askedAgain)}`,
        `NOT_JOINED, and a join that no record could show: ${counts.beyondTheLog}`,
        `UNCONFIRMED because: ${JSON.stringify(counts.unconfirmedBecause)}`,
        `UNCONFIRMED where the evidence could have been read: ${unconfirmedThough} of ${readable}, ${share.toFixed(2)} %`,
      ];
    },
  };
}
