/** Nothing that was typed, read or thrown acts on the terminal, whichever way it takes to get there. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, scratch } from './program.js';

const NASTY = '\u001b[2J\u001b]0;owned\u0007\u202e\u200b\u009b1m';
const ACTS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const ID = '11111111-2222-3333-4444-555555555555';

const folder = scratch();
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const event = (message: string) =>
  JSON.stringify({
    ...{ SchemaVersion: '1.0', Sequence: 3, InvocationEventType: 'ACTION_FAILED' },
    ActionData: {
      Type: `JoinChimeMeeting${NASTY}`,
      Parameters: { SipResponseCode: NASTY },
      ErrorType: NASTY,
      ErrorMessage: message,
    },
    CallDetails: { TransactionId: `${ID}${NASTY}`, AwsRegion: NASTY, Participants: [{ ParticipantTag: NASTY }] },
  });

const HANDLER = file('loud.mjs', `export const handler = async () => { throw new Error(${JSON.stringify(NASTY)}); };`);
const UNLOADABLE = file('unloadable.mjs', `throw new Error(${JSON.stringify(NASTY)});`);

test.concurrent.each<[string, string[], string?]>([
  ['a command', [`no${NASTY}`]],
  ['words before a flag', ['meeting', `x${NASTY}`, '--help']],
  ['a word too many', ['meeting', 'show', `x${NASTY}`]],
  ['a flag', ['bridge', `--no${NASTY}`]],
  ['the value of a choice', ['bridge', '--arguments', `x${NASTY}`]],
  ['an id', ['bridge', '--call-id', NASTY]],
  ['a region', ['bridge', '--call-id', ID, '--region', `x${NASTY}`]],
  ['an argument', ['bridge', '--argument', `${NASTY}={{${NASTY}}}`, '--call-id', ID]],
  ['an endpoint', ['meeting', 'show', '--meeting-id', ID, '--endpoint-url', `http://${NASTY}`]],
  ['an emulator', ['emulator', 'call', '--endpoint-url', `http://127.0.0.1:1/${NASTY}`]],
  ['a file that is not there', ['bridge', '--event', `/nonexistent/${NASTY}`]],
  ['a handler that is not there', ['handler', 'check', '--handler', `/nonexistent/${NASTY}.mjs`]],
  ['a handler that cannot be loaded', ['handler', 'check', '--handler', UNLOADABLE]],
  ['what a handler throws', ['handler', 'check', '--handler', HANDLER]],
  ['an emulator with a handler that cannot be loaded', ['emulator', 'exec', '--handler', UNLOADABLE, '--', 'true']],
  ['a command to rehearse', ['emulator', 'exec', '--', `/nonexistent/${NASTY}`]],
  ['words to explain', ['explain', `NotFoundException: ${NASTY}`]],
  ['an event to explain', ['explain', '--file', '-'], event(`${NASTY}\nError: x\n  try: rm`)],
  ['a document', ['validate', '-'], `{"SchemaVersion":"${NASTY}","Actions":[{"Type":"${NASTY}","${NASTY}":1}]}`],
  ['a broken document', ['validate', '-'], `{"a${NASTY}": 'b${NASTY}', ${NASTY}}`],
  ['a list of faults', ['emulator', 'exec', '--faults', '-', '--', 'true'], `[{"kind":"${NASTY}"}]`],
  [
    'an attendee',
    ['action', '--attendee', '-', '--meeting-id', ID, '--call-id', ID],
    `[{"JoinToken":"${NASTY}"${NASTY}`,
  ],
])('%s is shown, and does nothing', async (_, args, stdin) => {
  for (const more of [[], ['--json']]) {
    const words = args.includes('--')
      ? [...args.slice(0, args.indexOf('--')), ...more, ...args.slice(args.indexOf('--'))]
      : [...args, ...more];
    const { stdout, stderr } = await run(words, stdin === undefined ? {} : { stdin });
    expect(stdout + stderr).not.toBe('');
    expect(ACTS.exec((stdout + stderr).replaceAll(/[\n\t]/g, ''))).toBeNull();
    if (more.length > 0 && stdout !== '') expect(() => JSON.parse(stdout)).not.toThrow();
  }
});
