/** Does the work of each, so much of it at once, in the order of the list. What is taken off the list is not begun. */
export async function sideBySide<T>(list: T[], atOnce: number, work: (each: T) => Promise<void>): Promise<void> {
  const worker = async () => {
    for (let next = list.shift(); next !== undefined; next = list.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Calls back now and then until it is stopped; gives what stops it. */
export function everyMinute(work: () => void): () => void {
  const timer = setInterval(work, 60_000);
  return () => clearInterval(timer);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
