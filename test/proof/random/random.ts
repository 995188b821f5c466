export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number;
  chance(share: number): boolean;
  below(limit: number): number;
  between(least: number, most: number): number;
  oneOf<T>(list: readonly T[]): T;
  /** One of the values, each as likely as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T;
  hex(length: number): string;
}

/** A small generator (mulberry32) whose whole state is its seed, so that a run can be repeated. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    between: (least, most) => least + below(most - least + 1),
    oneOf: <T>(list: readonly T[]) => list[below(list.length)] as T,
    weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return choices.at(-1)?.[1] as T;
    },
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}

/** So many of the list, each at most once, in the order they are drawn in. */
export function drawn<T>(random: Random, list: readonly T[], count: number): T[] {
  const left = list.slice();
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0] as T);
}
