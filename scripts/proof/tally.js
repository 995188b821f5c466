import { updatesDelivered } from './truth.js';

/** Counts what the runs came to. */
export function openTally() {
  const counts = {
    runs: 0,
    lies: 0,
    beyondTheLog: 0,
    verdicts: {},
    faultedOperations: {},
    withFaultIn: {},
    programs: 0,
    documents: 0,
    mostUpdates: 0,
  };
  const more = (table, key) => {
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
      counts.mostUpdates = Math.max(counts.mostUpdates, updatesDelivered(truth));
      if (plan.asProgram !== null) {
        counts.programs += 1;
        if (told.problems.length === 0) counts.documents += 1;
      }
    },
    report() {
      return [
        `verdicts: ${JSON.stringify(counts.verdicts)}`,
        `runs by the number of operations with faults: ${JSON.stringify(counts.faultedOperations)}`,
        `runs with a fault in: ${JSON.stringify(counts.withFaultIn)}`,
        `the update was delivered at most ${counts.mostUpdates} times in a run`,
        `${counts.programs} runs of the program itself, ${counts.documents} of them one document on stdout`,
        `NOT_JOINED, and a join that no record could show: ${counts.beyondTheLog}`,
      ];
    },
  };
}
