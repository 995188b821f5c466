import { readFileSync } from 'node:fs';
import { failed } from '../core/catalogue/failed.js';
import type { Failure } from '../core/failure.js';

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
      const word = JSON.stringify(echo(first));
      return failed(words.length === 0 ? 'UNKNOWN_COMMAND.flag-alone' : 'UNKNOWN_COMMAND.flag-first', { word });
    }
    const command = commandIn(words);
    if (command !== null) {
      const word = JSON.stringify(echo(words[command.split(' ').length] ?? ''));
      return failed('USAGE.no-arguments', { command, word });
    }
    if (words.length === 0) return failed('UNKNOWN_COMMAND.none');
    return failed('UNKNOWN_COMMAND.name', { name: JSON.stringify(echo((missing[1] ?? '').replaceAll(':', ' '))) });
  }
  const message = error.message.replace(/\s*See more help with --help\s*$/, '').replace(/\s+/g, ' ');
  return failed('USAGE.typed', {
    said: message.split(' ').map(echo).join(' '),
    help: ['chime-join', commandIn(words), '--help'].filter(Boolean).join(' '),
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
