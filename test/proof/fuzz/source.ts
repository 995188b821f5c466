import { randomOf } from '../random/random.js';
import { type Source, textsOf } from './texts.js';

/** Everything about an input follows from the seed, its target and its number. */
export function sourceOf(seed: number, name: string, number: number): Source {
  const mixed = [...`${seed} ${name} ${number}`].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619),
    2_166_136_261,
  );
  const random = randomOf(mixed);
  return { ...random, ...textsOf(random) };
}
