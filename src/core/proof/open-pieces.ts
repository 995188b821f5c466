import { readTimeline } from '../evidence/timeline.js';
import type { LogRecord } from '../ports/records.js';
import type { Fragment } from './surroundings.js';

/** Around a piece of an event is read again until its neighbors, written at once with it, have had this long to arrive. */
const SETTLES_AFTER_MS = 10_000;

/** The places where only a piece of an event of the call was read, and the rest may still come. */
export class OpenPieces {
  /** When the call's own records arrived, by their place. */
  readonly #arrived = new Map<string, number>();
  readonly #settled = new Set<string>();
  #fragments: Fragment[] = [];
  /** Of the records that the fragments were found in. */
  #size = 0;

  arrived(own: readonly LogRecord[]): void {
    for (const record of own) {
      const { time, ingestedAt } = record;
      this.#arrived.set(placeOf(record), Math.max(time, ingestedAt ?? time));
    }
  }

  among(known: ReadonlyMap<string, LogRecord>): Fragment[] {
    if (known.size !== this.#size) {
      this.#size = known.size;
      const { fragments } = readTimeline([...known.values()]);
      this.#fragments = fragments.filter((one) => this.#arrived.has(placeOf(one)));
    }
    return this.#fragments.filter((one) => !this.#settled.has(placeOf(one)));
  }

  /** What was read around these, to its end, at `time`, is all there is once its neighbors had the time to arrive. */
  settle(pieces: readonly Fragment[], time: number, logDelayMs: number): void {
    const settlesAfterMs = Math.max(SETTLES_AFTER_MS, 2 * logDelayMs);
    for (const place of pieces.map(placeOf)) {
      if (time - (this.#arrived.get(place) ?? 0) >= settlesAfterMs) this.#settled.add(place);
    }
  }
}

function placeOf({ group, stream, time }: Fragment): string {
  return `${group}\n${stream}\n${time}`;
}
