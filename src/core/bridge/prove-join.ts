import { concludeFrom } from '../proof/conclusion.js';
import { type Delivered, findEvidence } from '../proof/find-evidence.js';
import { type Ending, withoutRecords } from '../run/ending.js';
import { PROVE } from '../run/plan.js';
import type { Run } from './run.js';

/** The verdict on an update that was, or may have been, delivered. */
export async function proveJoin(run: Run, delivered: Delivered): Promise<Ending> {
  const { progress, ports, deadline, interrupt } = run;
  const { lost, waitMs } = delivered;
  if (waitMs === null && lost === null) return withoutRecords('ACCEPTED', null);
  if (waitMs === null || deadline.signal.aborted) return concludeFrom(null, delivered, interrupt.aborted);
  const proof = await progress.perform(
    PROVE,
    (within) => findEvidence({ ...delivered, waitMs }, { ports, progress: within, signal: deadline.signal }),
    (found) => found?.judgement.evidence.at(-1)?.summary ?? 'none',
  );
  const leftAt = proof?.judgement.kind === 'joined' ? proof.judgement.leftAt : null;
  if (leftAt !== null) progress.warn(`The caller left the meeting again at ${new Date(leftAt).toISOString()}.`);
  return concludeFrom(proof, delivered, interrupt.aborted);
}
