import type { LogRecord } from '../../ports/records.js';

/** An error of more lines or characters is read in parts. */
const MOST_LINES = 80;
const LONGEST = 16_000;

/** A line that goes on with what the line before it began: a stack trace, or an object that was printed. */
const GOES_ON = /^(?:\s|[}\])]|\{\s*$|at |Caused by: |---> )/;
/** A line that the next one finishes. */
const UNFINISHED = /(?:[:,{([]|response:)\s*$/;

/** The messages of the records, with the lines of one printed error together. */
export function blocksIn(records: readonly LogRecord[]): string[] {
  const blocks: string[] = [];
  let lines = 0;
  let before = '';
  for (const { message } of records) {
    const block = blocks.at(-1);
    const goesOn = GOES_ON.test(message) || UNFINISHED.test(before);
    if (block !== undefined && goesOn && lines < MOST_LINES && block.length < LONGEST) {
      blocks[blocks.length - 1] = `${block}\n${message}`;
      lines += 1;
    } else {
      blocks.push(message);
      lines = 1;
    }
    before = message;
  }
  return blocks;
}
