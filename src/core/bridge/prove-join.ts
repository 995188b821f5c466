import { type Delivered, findEvidence, unconfirmed } from '../proof/find-evidence.js';
import type { Ending } from '../run/ending.js';
import { PROVE } from '../run/plan.js';
import type { Run } from './run.js';

/** The verdict on an update that was, or may have been, delivered. */
export async function proveJoin(run: Run, delivered: Delivered): Promise<Ending> {
  const { progress, ports, deadline, interrupt } = run;
  const { lost, waitMs } = delivered;
  if (waitMs === null && lost === null) return { verdict: 'ACCEPTED', evidence: [], failure: null };
  if (waitMs === null || deadline.signal.aborted) return unconfirmed(null, delivered, interrupt).ending;
  const finding = await progress.perform(
    PROVE,
    (within) => findEvidence({ ...delivered, waitMs }, ports, within, deadline.signal, interrupt),
    ({ proof }) => proof?.judgement.evidence.at(-1)?.summary ?? 'none',
  );
  return finding.ending;
}
