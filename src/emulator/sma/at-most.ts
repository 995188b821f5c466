/** Runs at most `limit` jobs at a time; the others wait in line. */
export function atMost(limit: number): <T>(job: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running >= limit) await new Promise<void>((resolve) => line.push(resolve));
    else running += 1;
    try {
      return await job();
    } finally {
      // The place goes straight to the next in line.
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
