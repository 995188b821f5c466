/** Counts what the cases came to. */
import type { Case } from './case.js';
import type { Done } from './perform.js';

export interface Row {
  kind: string;
  cases: number;
  struck: number;
  joined: number;
  failed: number;
}

const emptyTotals = () => ({
  cases: 0,
  failed: 0,
  notReached: 0,
  programs: 0,
  mostDeliveries: 0,
  mostJoins: 0,
  again: {} as Record<string, number>,
  notes: {} as Record<string, number>,
});

export interface Tally {
  totals: ReturnType<typeof emptyTotals>;
  /** By their kinds. */
  rows(): Row[];
  add(one: Case, done: Done): void;
  /** `seconds`: how long all of it took. */
  report(seconds: number): string[];
}

export function openTally(): Tally {
  const totals = emptyTotals();
  const rows = new Map<string, Row>();
  const more = (table: Record<string, number>, key: string) => {
    table[key] = (table[key] ?? 0) + 1;
  };
  return {
    totals,
    rows: () => [...rows.values()],
    add({ kind }, { problems, notes, programs, reached, verdicts, deliveries, joins }) {
      const row = rows.get(kind) ?? { kind, cases: 0, struck: 0, joined: 0, failed: 0 };
      rows.set(kind, row);
      row.cases += 1;
      totals.cases += 1;
      totals.programs += programs.length;
      if (reached) row.struck += 1;
      else totals.notReached += 1;
      if (joins > 0) row.joined += 1;
      if (problems.length > 0) {
        row.failed += 1;
        totals.failed += 1;
      }
      totals.mostDeliveries = Math.max(totals.mostDeliveries, deliveries);
      totals.mostJoins = Math.max(totals.mostJoins, joins);
      more(totals.again, String(verdicts.again));
      for (const note of notes) more(totals.notes, note);
    },
    report(seconds) {
      const { cases, failed, notReached, programs, mostDeliveries, mostJoins, again, notes } = totals;
      return [
        `${cases} cases, ${programs} programs in ${seconds} s; ${notReached} ended before the line was reached`,
        `the update was delivered at most ${mostDeliveries} times in a case, the caller joined at most ${mostJoins} times`,
        `asked again: ${JSON.stringify(again)}`,
        ...Object.entries(notes).map(([note, count]) => `${count} times: ${note}`),
        `${cases - failed} passed, ${failed} failed`,
      ];
    },
  };
}
