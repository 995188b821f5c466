import type { Questions } from '../../src/input/ask.js';
import type { InputContext } from '../../src/input/context.js';

/** What input reads from, with nothing in it; a question that no test expected fails. */
export function context(more: Partial<InputContext> = {}): InputContext {
  return {
    environment: {},
    questions: null,
    readStdin: () => Promise.reject(new Error('nobody expected a read of standard input')),
    regionFromProfile: () => Promise.resolve(null),
    stdinIsTerminal: false,
    say: () => {},
    signal: new AbortController().signal,
    ...more,
  };
}

export const stdin = (text: string | Buffer) => context({ readStdin: () => Promise.resolve(Buffer.from(text)) });

/** A person who gives these answers, and keeps what was asked. */
export function person(answers: { text?: string; choice?: string; confirm?: boolean }) {
  const asked: string[] = [];
  const questions: Questions = {
    text: (message, problem) => {
      asked.push(message);
      if (answers.text === undefined) throw new Error(`nobody expected the question ${message}`);
      return problem(answers.text) === null ? Promise.resolve(answers.text) : Promise.reject(new Error('refused'));
    },
    hidden: () => Promise.reject(new Error('nobody expected a hidden question')),
    choice: (message) => {
      asked.push(message);
      if (answers.choice === undefined) throw new Error(`nobody expected the question ${message}`);
      return Promise.resolve(answers.choice);
    },
    confirm: (message) => {
      asked.push(message);
      if (answers.confirm === undefined) throw new Error(`nobody expected the question ${message}`);
      return Promise.resolve(answers.confirm);
    },
  };
  return { questions, asked };
}
