/**
 * @typedef {object} Random
 * @property {() => number} next From 0 up to, and without, 1.
 * @property {(share: number) => boolean} chance
 * @property {(limit: number) => number} below
 * @property {(least: number, most: number) => number} between
 * @property {<T>(list: readonly T[]) => T} oneOf
 * @property {<T>(choices: readonly (readonly [weight: number, value: T])[]) => T} weighted One of the values, each as likely as its weight says.
 * @property {(length: number) => string} hex
 */

/**
 * A small generator (mulberry32) whose whole state is its seed, so that a run can be repeated. JavaScript, because scripts
 * without a build step use it too.
 * @param {number} seed
 * @returns {Random}
 */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** @param {number} limit */
  const below = (limit) => Math.floor(next() * limit);
  /** @type {<T>(list: readonly T[], index: number) => T} */
  const at = (list, index) => /** @type {any} */ (list[index]);
  return {
    next,
    below,
    chance: (share) => next() < share,
    between: (least, most) => least + below(most - least + 1),
    oneOf: (list) => at(list, below(list.length)),
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return at(choices, choices.length - 1)[1];
    },
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}
