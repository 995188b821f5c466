/** The only place that touches the process's own streams. */

export interface Streams {
  /** The result. One whole text at a time. Resolves with what went wrong, or null once the text is written. Never rejects. */
  out(text: string): Promise<NodeJS.ErrnoException | null>;
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
 * The process's stdout and stderr. A reader that has gone away (`| head -1`, a closed terminal) or a full disk harms
 * nothing: what is written to it is lost, and only a command whose output is its work fails by it.
 */
export function processStreams(): Streams {
  const { stdout, stderr } = process;
  ownErrors();
  return {
    out: (text) => write(stdout, text),
    err: (text) => void write(stderr, text),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    errStream: stderr,
  };
}

/**
 * Makes ours the only word on what becomes of a failed write. To be called again once oclif is loaded: it throws whatever
 * is not EPIPE, and an ENOSPC on stdout would end the process with the code of a run that was not delivered.
 */
export function ownErrors(): void {
  process.stdout.removeAllListeners('error').on('error', lostResult);
  process.stderr.removeAllListeners('error').on('error', () => {});
}

function lostResult(error: NodeJS.ErrnoException): void {
  // Who pipes a list into `head` has what they want.
  if (error.code !== 'EPIPE') void write(process.stderr, `${lostText(error)}\n`);
}

/** The same words for whoever lost it; of a closed pipe only the reader of the result knows whether that matters. */
export function lostText({ message }: Error): string {
  return `The result could not be written to stdout: ${message}`;
}

function write(stream: NodeJS.WriteStream, text: string): Promise<NodeJS.ErrnoException | null> {
  if (text === '') return Promise.resolve(null);
  if (stream.destroyed || !stream.writable) {
    return Promise.resolve(Object.assign(new Error('nobody reads it any more'), { code: 'EPIPE' }));
  }
  return new Promise((resolve) => stream.write(text, (error) => resolve(error ?? null)));
}
