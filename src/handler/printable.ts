import { readFile } from 'node:fs/promises';
import { POLICIES, POLICY_PLACEHOLDERS } from './policy.js';

/** A file to print, and what whoever prints it should know. */
export interface Printable {
  text: string;
  notes: string[];
}

const FILES = {
  node: { part: 'join-on-update.mjs', whole: 'sma-handler.mjs' },
  python: { part: 'join_on_update.py', whole: 'sma_handler.py' },
} as const;

/** The handler's source as users deploy it. */
export async function printableHandler(language: keyof typeof FILES, whole: boolean): Promise<Printable> {
  const file = FILES[language][whole ? 'whole' : 'part'];
  return { text: await readFile(new URL(`./${file}`, import.meta.url), 'utf8'), notes: [] };
}

/** The permissions, with placeholders for what only the operator knows. */
export function printablePolicy(): Printable {
  const placeholders = Object.entries(POLICY_PLACEHOLDERS).map(([name, meaning]) => `${name} (${meaning})`);
  return {
    text: `${JSON.stringify(POLICIES, null, 2)}\n`,
    notes: [
      `Replace ${placeholders.join(', ')}; arn:aws where the partition is another one.`,
      '`operator` is the IAM policy of whoever runs chime-join, `function` the resource policy of the handler.',
    ],
  };
}
