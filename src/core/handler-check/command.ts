import type { FoundArguments } from './result.js';

/** The command that joins a call with these arguments, quoted for a shell. */
export function bridgeCommand({ preset, arguments: typed }: FoundArguments): string {
  const flags = typed.map((argument) => `--argument ${quoted(argument)}`);
  const convention = preset === 'standard' ? [] : [`--arguments ${preset}`];
  return ['chime-join bridge --call-id ID', ...convention, ...flags].join(' ');
}

function quoted(word: string): string {
  return /^[\w=./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
