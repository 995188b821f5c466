/** How a step begins that says to run the same command again. */
const RUN_AGAIN = 'Run it again';
const SAYS_RUN_AGAIN = /^run it again\b/i;
/** How a step ends that says to look before anything is run again. */
const BEFORE_AGAIN = 'before you run it again';

interface Situation {
  /** The program's exit code says that the same command may be run again. */
  retryable: boolean;
  retryAfterSeconds: number | null;
}

/** A step that says what to look for while it is not known whether a request took effect. */
export function lookFirst<What extends string>(what: What) {
  return `look ${what} ${BEFORE_AGAIN}` as const;
}

/**
 * The steps as they fit the way the program ends, so that advice and exit code cannot contradict each other: where the
 * command may be run again that comes first and nothing says to wait for more, elsewhere no step says it.
 */
export function advise(steps: readonly string[], { retryable, retryAfterSeconds }: Situation): string[] {
  const others = steps.filter((step) => !SAYS_RUN_AGAIN.test(step));
  if (!retryable) return others;
  const own = steps.find((step) => SAYS_RUN_AGAIN.test(step));
  const wait = retryAfterSeconds === null || retryAfterSeconds === 0 ? '' : ` after ${retryAfterSeconds} s`;
  return [own ?? `${RUN_AGAIN}${wait}`, ...others.filter((step) => !step.endsWith(BEFORE_AGAIN))];
}
