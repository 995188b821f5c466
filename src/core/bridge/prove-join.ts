import type { Progress } from '../outcome/progress.js';
import { concludeFrom, warnOfLeave } from '../proof/conclusion.js';
import type { Delivered } from '../proof/delivered.js';
import { findEvidence } from '../proof/find-evidence.js';
import { type Ending, withoutRecords } from '../run/ending.js';
import { PROVE } from '../run/plan.js';
import type { Run } from './run.js';

/** The verdict on an update that was, or may have been, delivered. */
export async function proveJoin(run: Run, delivered: Delivered): Promise<Ending> {
  const { progress, ports, deadline, interrupt } = run;
  const { lost, waitMs } = delivered;
  if (waitMs === null && lost === null) return withoutRecords('ACCEPTED', null);
  if (waitMs === null || deadline.signal.aborted) return concludeFrom(null, delivered, interrupt.aborted);
  const prove = async (within: Progress) => {
    const watching = { ports, progress: within, signal: deadline.signal };
    const proof = await findEvidence({ ...delivered, waitMs }, watching);
    return { proof, ending: concludeFrom(proof, delivered, interrupt.aborted) };
  };
  // What is shown of the evidence is the ending's: a token in it that only the journal's digest knows is masked there.
  const { proof, ending } = await progress.perform(
    PROVE,
    prove,
    (proved) => proved.ending.evidence.at(-1)?.summary ?? 'none',
  );
  warnOfLeave(proof, progress);
  return ending;
}
