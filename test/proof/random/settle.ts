/** When everything has happened that can happen at a moment of virtual time; this is told by real turns of the event loop. */
const realTimeout = setTimeout;

/** Turns of the event loop in which nothing happened. */
const IDLE_TURNS = 2;

/** Everything that can happen now has happened: promises, streams, and files that are being read. */
export async function settleNow(): Promise<void> {
  let idle = 0;
  do {
    await new Promise((resolve) => setImmediate(resolve));
    idle = isBusy() ? 0 : idle + 1;
  } while (idle < IDLE_TURNS);
}

const PATIENT_TURNS = 3;
const PATIENT_MS = 2;

export async function settlePatiently(): Promise<void> {
  for (let turn = 0; turn < PATIENT_TURNS; turn += 1) {
    await new Promise((resolve) => realTimeout(resolve, PATIENT_MS));
    await settleNow();
  }
}

function isBusy(): boolean {
  return process.getActiveResourcesInfo().some((name) => name === 'Immediate' || name.startsWith('FSReq'));
}
