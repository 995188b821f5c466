import { readFileSync } from 'node:fs';
import { Failure } from '../core/failure.js';

/** Longer words of what was typed are not repeated: one may be a join token that was pasted in the wrong place. */
const LONGEST_ECHO = 40;

/** oclif's own errors, as ours: what was typed is wrong, and nothing was sent. Null for anything else. */
export function usageFailure(error: unknown, argv: string[]): Failure | null {
  if (!(error instanceof Error) || !('oclif' in error)) return null;
  const words = argv.filter((word) => !word.startsWith('-'));
  const missing = /^command (.*) not found\.?$/i.exec(error.message);
  if (missing !== null) {
    const [first = ''] = argv;
    if (first.startsWith('-')) {
      const message =
        words.length === 0
          ? `No command is given, and the program has no flag ${JSON.stringify(echo(first))}.`
          : `${JSON.stringify(echo(first))} stands before the command: flags follow it.`;
      return new Failure('UNKNOWN_COMMAND', message, { tryThis: ['chime-join --help'] });
    }
    const command = commandIn(words);
    if (command !== null) {
      const message = `${command} takes no ${JSON.stringify(echo(words[command.split(' ').length] ?? ''))}: ids and files are given by flags.`;
      return new Failure('USAGE', message, { tryThis: [`chime-join ${command} --help`] });
    }
    const named =
      words.length === 0
        ? 'No command is given.'
        : `There is no command ${JSON.stringify(echo((missing[1] ?? '').replaceAll(':', ' ')))}.`;
    return new Failure('UNKNOWN_COMMAND', named, { tryThis: ['chime-join --help'] });
  }
  const message = error.message.replace(/\s*See more help with --help\s*$/, '').replace(/\s+/g, ' ');
  const shown = message.split(' ').map(echo).join(' ');
  return new Failure('USAGE', shown, {
    tryThis: [['chime-join', commandIn(words), '--help'].filter(Boolean).join(' ')],
  });
}

/** What was meant as a command, as far as it may be repeated: a known one, else the words before the first flag. */
export function commandMeant(argv: string[]): string {
  const firstFlag = argv.findIndex((word) => word.startsWith('-'));
  const words = firstFlag === -1 ? argv : argv.slice(0, firstFlag);
  return commandIn(words) ?? (words.slice(0, 2).map(echo).join(' ') || 'chime-join');
}

/** The command that the first words are, where they are one: what follows it was taken for part of its name. */
function commandIn(words: string[]): string | null {
  const manifest = JSON.parse(readFileSync(new URL('../../oclif.manifest.json', import.meta.url), 'utf8')) as {
    commands: object;
  };
  const known = [words.slice(0, 2), words.slice(0, 1)].find((some) => some.join(':') in manifest.commands);
  return known?.join(' ') ?? null;
}

function echo(word: string): string {
  return word.length > LONGEST_ECHO ? `${word.slice(0, 12)}…` : word;
}
