import type { Questions } from './ask.js';

/** What input is read from, beside the flags. The composition root fills it; tests fill it otherwise. */
export interface InputContext {
  environment: Readonly<Record<string, string | undefined>>;
  /** Asks the person who is there; null where nobody is, or nobody wants to be asked. */
  questions: Questions | null;
  /** Standard input to its end, or up to so many bytes. */
  readStdin(atMost: number): Promise<Buffer>;
  /** The region of a profile of the AWS configuration files; null: the default one. */
  regionFromProfile(profile: string | null): Promise<string | null>;
  /** A person types what is read from standard input. */
  stdinIsTerminal: boolean;
  /** A line of the conversation: that something is waited for. */
  say(text: string): void;
  signal: AbortSignal;
}
