import type { Trial } from './target.js';

const SHRINKING_MS = 5_000;

/** A shorter text that breaks the same: halves, then single characters, are left out. */
export function shrunk(trial: Trial, message: string): Trial {
  if (trial.text === null) return trial;
  const until = Date.now() + SHRINKING_MS;
  let least = trial.text;
  for (let size = least.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < least.length && Date.now() < until; ) {
      const tried = least.slice(0, at) + least.slice(at + size);
      if (breaks(trial.withText(tried), message)) least = tried;
      else at += size;
    }
  }
  return trial.withText(least);
}

function breaks(trial: Trial, message: string): boolean {
  try {
    trial.check();
    return false;
  } catch (error) {
    return error instanceof Error && error.message === message;
  }
}
