interface Measured {
  durationMs: number;
  memoryMb: number;
  reads?: ArgumentReads;
}

/** How the child answered one invocation, or what became of it. */
export type SandboxOutcome =
  | (Measured & { kind: 'answer'; text: string; by?: AnsweredBy })
  | (Measured & { kind: 'error'; errorType: string; errorMessage: string })
  | { kind: 'exit'; status: string };

/** The way by which the answer came that counts. */
export type AnsweredBy = 'promise' | 'callback' | 'context' | 'return' | 'nothing';

/** What a handler read of an update's Arguments: the names, what it compared each with where that can be seen, whether it
 * listed them all, and which it took for JSON, with the members that it read there. */
export interface ArgumentReads {
  names: string[];
  compared: Record<string, string[]>;
  listed: boolean;
  parsed: Record<string, string[]>;
}

/** What the child writes into its pipe: one JSON object a line. */
export interface Frame {
  ready?: true;
  parameters?: number;
  reached?: string;
  variable?: string;
  unloadable?: string;
  record?: string;
  done?: {
    requestId: string;
    durationMs: number;
    memoryMb: number;
    answer?: string;
    by?: AnsweredBy;
    error?: LambdaError;
    reads?: ArgumentReads;
  };
}
type LambdaError = { errorType: string; errorMessage: string };

export function outcomeOf(done: NonNullable<Frame['done']>): SandboxOutcome {
  const { durationMs, memoryMb, answer, by, error, reads } = done;
  const rest = { durationMs, memoryMb, ...(reads === undefined ? {} : { reads }) };
  if (answer !== undefined) return { kind: 'answer', text: answer, ...(by === undefined ? {} : { by }), ...rest };
  return { kind: 'error', errorType: 'Error', errorMessage: '', ...error, ...rest };
}

/** A handler that scribbles into the pipe breaks its own frames only. */
export function parseFrame(line: string): Frame {
  try {
    const frame = JSON.parse(line) as Frame | null;
    return frame !== null && isFrame(frame) ? frame : {};
  } catch {
    return {};
  }
}

function isFrame({ record, unloadable, reached, variable, done }: Frame): boolean {
  const texts: unknown[] = [
    record,
    unloadable,
    reached,
    variable,
    done?.answer,
    done?.error?.errorType,
    done?.error?.errorMessage,
  ];
  const numbers: unknown[] = done === undefined ? [] : [done.durationMs, done.memoryMb];
  return (
    texts.every((text) => text === undefined || typeof text === 'string') &&
    numbers.every((number) => typeof number === 'number')
  );
}
