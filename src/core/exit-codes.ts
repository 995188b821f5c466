/** The one table of exit codes: the program ends with these, help, docs and tests are made from them. */
export const EXIT_CODES = {
  done: { code: 0, meaning: 'done' },
  failed: { code: 1, meaning: 'failed, unclassified' },
  usage: { code: 2, meaning: 'usage: nothing was sent' },
  denied: { code: 3, meaning: 'credentials or permission' },
  notFound: { code: 4, meaning: 'not found, or already ended' },
  forbidden: { code: 5, meaning: 'the state forbids it: already bridged, still ringing, meeting full, wrong region' },
  unavailable: { code: 6, meaning: 'unavailable, safe to retry: provably not delivered' },
  unconfirmed: { code: 7, meaning: 'unconfirmed: look before you run it again' },
  partly: { code: 8, meaning: 'some of several calls failed' },
  leftBehind: { code: 9, meaning: 'failed, and something is left behind' },
  notJoined: { code: 10, meaning: 'the call did not join' },
  hungUp: { code: 129, meaning: 'interrupted by SIGHUP' },
  interrupted: { code: 130, meaning: 'interrupted by SIGINT' },
  terminated: { code: 143, meaning: 'interrupted by SIGTERM' },
} as const satisfies Record<string, { code: number; meaning: string }>;

export type Ending = keyof typeof EXIT_CODES;

/** The exit code of an ending. */
export function exitCode(ending: Ending): number {
  return EXIT_CODES[ending].code;
}
