/** A place as people find it in an editor: both count from 1, the column in UTF-16 code units as editors do. */
export interface Place {
  line: number;
  column: number;
}

/** Finds places in a text; the lines are counted once. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#starts.push(at + 1);
    }
  }

  placeOf(at: number): Place {
    const index = this.#indexOf(at);
    return { line: index + 1, column: at - (this.#starts[index] ?? 0) + 1 };
  }

  /** Where the line of this place begins, and where it ends, its line end left out. */
  lineAround(at: number): { start: number; end: number } {
    const index = this.#indexOf(at);
    const start = this.#starts[index] ?? 0;
    let end = this.#starts[index + 1] ?? this.#text.length;
    while (end > start && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end -= 1;
    return { start, end };
  }

  #indexOf(at: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
