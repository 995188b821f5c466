/** The only place that touches the process's own streams. */

export interface Streams {
  /** The result. One whole text at a time. */
  out(text: string): void;
  /** The conversation. */
  err(text: string): void;
  outIsTerminal: boolean;
  errIsTerminal: boolean;
  /** Columns of stderr's terminal. */
  columns: number;
  /** stderr itself, for what draws on a terminal. */
  errStream: NodeJS.WriteStream;
}

/**
 * The process's stdout and stderr. A reader that has gone away (`| head -1`, a closed terminal) harms nothing: what is
 * written to it is lost, and the exit code stays the run's own.
 */
export function processStreams(): Streams {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    if (stream.listeners('error').every((listener) => listener !== ignore)) stream.on('error', ignore);
  }
  return {
    out: (text) => void write(stdout, text),
    err: (text) => void write(stderr, text),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    errStream: stderr,
  };
}

function ignore(): void {}

function write(stream: NodeJS.WriteStream, text: string): void {
  if (!stream.destroyed && stream.writable) stream.write(text);
}
