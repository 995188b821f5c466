/** One thing that is fuzzed. It makes its input of randomness, and checks what becomes of it. */
import type { Source } from './texts.js';

/** One input, and what must hold of it. */
export interface Trial {
  input: unknown;
  /** Throws what must not be. */
  check(): void;
  /** The text that the input is, or holds as `text`; null where there is none. */
  text: string | null;
  /** The same with another text in its place. */
  withText(text: string): Trial;
}

export interface Target {
  name: string;
  /** Of all inputs, in relation to the other targets. */
  share: number;
  trial(source: Source): Trial;
}

export interface TargetOf<Input> {
  name: string;
  share: number;
  input(source: Source): Input;
  check(input: Input): void;
}

export function target<Input>({ name, share, input, check }: TargetOf<Input>): Target {
  const trialOf = (made: Input): Trial => ({
    input: made,
    check: () => check(made),
    text: textOf(made),
    withText: (text) => trialOf(withText(made, text)),
  });
  return { name, share, trial: (source) => trialOf(input(source)) };
}

const holdsText = (input: unknown): input is { text: string } =>
  typeof input === 'object' && input !== null && 'text' in input && typeof input.text === 'string';

function textOf(input: unknown): string | null {
  if (typeof input === 'string') return input;
  return holdsText(input) ? input.text : null;
}

function withText<Input>(input: Input, text: string): Input {
  if (typeof input === 'string') return text as Input & string;
  return holdsText(input) ? { ...input, text } : input;
}
