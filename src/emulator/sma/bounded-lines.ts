/** Splits a stream into lines; of a line longer than `max` only the beginning is kept. */
export function boundedLines(max: number, onLine: (line: string) => void): (chunk: string) => void {
  let unfinished = '';
  return (chunk) => {
    const lines = chunk.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      onLine((unfinished + line).slice(0, max));
      unfinished = '';
    }
    if (unfinished.length < max) unfinished += last.slice(0, max - unfinished.length);
  };
}
