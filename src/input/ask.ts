import { failed } from '../core/catalogue/failed.js';

/** Questions for a person. Each has a flag that answers it beforehand. */
export interface Questions {
  /** `problem` gives the reason why an answer will not do, or null. */
  text(message: string, problem: (answer: string) => string | null): Promise<string>;
  /** As `text`, and what is typed is not shown. */
  hidden(message: string, problem: (answer: string) => string | null): Promise<string>;
  choice(message: string, options: readonly string[]): Promise<string>;
  /** Yes or no; just Enter is no. */
  confirm(message: string): Promise<boolean>;
}

type Question =
  | { type: 'confirm'; message: string; default: false }
  | { type: 'input' | 'password'; message: string; mask?: boolean; validate: (answer: string) => string | true }
  | { type: 'select'; message: string; choices: string[] };

/** Asks on the given terminal stream, which is stderr: stdout is the result's. inquirer is loaded by the first question. */
export function openQuestions(output: NodeJS.WritableStream, signal: AbortSignal): Questions {
  const ask = async (question: Question): Promise<string | boolean> => {
    const { default: inquirer } = await import('inquirer');
    const prompt = inquirer.createPromptModule({ output, signal });
    try {
      const { answer } = await prompt<{ answer: string | boolean }>([{ ...question, name: 'answer' }]);
      return answer;
    } catch (error) {
      const left =
        error instanceof Error && ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'].includes(error.name);
      if (left) throw failed('INTERRUPTED.nothing-sent');
      throw error;
    }
  };
  const validate = (problem: (answer: string) => string | null) => (answer: string) => problem(answer.trim()) ?? true;
  const askText = async (question: Question) => String(await ask(question)).trim();
  return {
    text: (message, problem) => askText({ type: 'input', message, validate: validate(problem) }),
    hidden: (message, problem) => askText({ type: 'password', mask: true, message, validate: validate(problem) }),
    choice: (message, options) => askText({ type: 'select', message, choices: [...options] }),
    confirm: async (message) => (await ask({ type: 'confirm', message, default: false })) === true,
  };
}

/** Whether a person is there to be asked: both ends are terminals, it is no CI, and nobody forbade it. */
export function personIsThere(facts: {
  stdinIsTerminal: boolean;
  stderrIsTerminal: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  noInput: boolean;
}): boolean {
  const { stdinIsTerminal, stderrIsTerminal, environment, noInput } = facts;
  const ci = environment['CI'] ?? '';
  const isCi = ci !== '' && ci !== '0' && ci !== 'false';
  return stdinIsTerminal && stderrIsTerminal && !noInput && !isCi;
}
