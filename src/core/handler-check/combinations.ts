/**
 * Every choice of one entry from each list, those first that depart least from the first entries: the lists begin with
 * what is likeliest.
 */
export function* combinations(lists: readonly (readonly string[])[]): Generator<string[]> {
  if (lists.length === 0 || lists.some((list) => list.length === 0)) return;
  const furthest = lists.reduce((sum, list) => sum + list.length - 1, 0);
  for (let departure = 0; departure <= furthest; departure += 1) yield* departing(lists, departure);
}

function* departing(lists: readonly (readonly string[])[], departure: number): Generator<string[]> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    if (departure === 0) yield [];
    return;
  }
  for (let at = 0; at < first.length && at <= departure; at += 1) {
    for (const others of departing(rest, departure - at)) yield [first[at] as string, ...others];
  }
}
