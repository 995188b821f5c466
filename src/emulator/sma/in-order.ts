/** Runs jobs one after the other, in the order they came; a job that throws does not stop the next. */
export function inOrder(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const mine = last.then(job);
    last = mine.catch(() => {});
    return mine;
  };
}
