import { UNEXPECTED } from '../../failure.js';
import type { Situations } from './situation.js';

const LONGER = 'Run it again, with a longer --timeout';
const PARITY_LEFTOVER =
  'A meeting that this command made, or may have made, could not be ended; unless somebody joins it, it ends by itself after five minutes.';

/** How work ends that did not come to its end: by the time, by a signal, by what was found, or by a bug of ours. */
export const ENDING_SITUATIONS = {
  'INTERRUPTED.command': { message: 'Interrupted.' },
  'INTERRUPTED.nothing-sent': { message: 'Interrupted; nothing was sent.' },
  'INTERRUPTED.nothing-changed': { message: 'Interrupted; nothing was changed.' },
  'INTERRUPTED.before-update': { message: 'Interrupted before the update was sent.' },
  'INTERRUPTED.cleanup': {
    message: 'Interrupted: not every run was looked at.',
    steps: ['chime-join runs cleanup'],
  },
  'INTERRUPTED.parity': { message: 'Interrupted before every case was compared.' },
  'INTERRUPTED.request': { message: '{operation} was interrupted before AWS had answered.', cause: '{why}' },
  'INTERRUPTED.given-up': { message: '{operation} was given up before AWS had answered.' },
  'INTERRUPTED.unsent-run': {
    message: 'The run ended before it had sent the update.',
    steps: ['remove what it left: chime-join runs cleanup', 'or run the same command again, with its --run-id'],
  },
  'INTERRUPTED.died': { message: 'The program ended before AWS had answered.' },
  'INTERRUPTED.answer-lost': { message: "AWS's answer was lost." },

  'TIMED_OUT.command': { message: 'The time was up before AWS answered.', steps: [LONGER] },
  'TIMED_OUT.before-update': {
    message: "The run's time was up before the update was sent.",
    cause: '{why}',
    steps: [LONGER],
  },
  'TIMED_OUT.request': { message: 'The time for {operation} was up before AWS had answered.', cause: '{why}' },
  'TIMED_OUT.turn': { message: 'The time for {operation} was up before its turn to be sent came.' },
  'TIMED_OUT.cleanup': {
    message: 'The time was up before every run was looked at.',
    steps: ['chime-join runs cleanup --yes --timeout 10m'],
  },
  'TIMED_OUT.parity': { message: 'The time was up before every case was compared.', steps: [LONGER] },

  'UNAVAILABLE.cleanup': {
    message: '{what} that earlier runs left could not be removed.',
    cause: '{why}',
    steps: ['once AWS answers again: chime-join runs cleanup --yes'],
  },
  'UNAVAILABLE.still-there': { message: 'It is there, and was not found.' },
  'UNAVAILABLE.parity': { message: 'Nothing could be compared.', cause: '{why}' },
  'UNAVAILABLE.parity-leftover': { message: PARITY_LEFTOVER, steps: ['{commands}'] },
  '*.parity-leftover': { message: `{said} ${PARITY_LEFTOVER}`, steps: ['{commands}'] },

  '*.meeting-ended-again': { message: '{said} The new meeting was ended again.' },
  '*.meeting-left': {
    message: '{said} The meeting could not be ended and is left behind.',
    steps: ['{commands}'],
  },
  '*.meeting-perhaps-older': {
    message:
      '{said} The meeting is left as it is: an earlier run with this --external-meeting-id may have created it, and people may be in it.',
    steps: ['{commands}'],
  },
  '*.tokens-lost': {
    message: '{said} They were added, and their join tokens are lost; these commands remove them.',
    steps: ['{commands}'],
  },
  '*.others-added': {
    message: '{said} The others were added; these commands remove them.',
    steps: ['{commands}'],
  },

  'UNREADABLE_ANSWER.no-attendee': { message: "AWS's answer has no attendee with a join token for the phone." },
  'UNREADABLE_ANSWER.no-meeting': { message: "AWS's answer has no meeting id." },
  'UNREADABLE_ANSWER.other-meeting': { message: "AWS showed another meeting than this run's." },
  'UNREADABLE_ANSWER.endless-list': {
    message: 'The list that {operation} answers does not come to an end.',
    cause: '{count} items, and there is still a next page',
  },

  'FINDINGS.handler': { message: 'The handler has {findings}.' },
  'FINDINGS.document': { message: '{count} in the {what}.' },
  'FINDINGS.repairable': {
    message: '{count} in the {what}.',
    steps: ['--fix prints the document with what is certain put right'],
  },
  'FINDINGS.repair-uncertain': {
    message: '{count} in the {what}; it is not printed, because its repair is not certain.',
  },
  'FINDINGS.left': { message: '{count} left in the {what}, which no repair can remove.' },
  'FINDINGS.parity': {
    message: 'The emulator differs from AWS in {different} of {compared} compared cases.',
    steps: ['put the report into an issue of chime-join: it holds no ids, numbers or tokens'],
  },

  'NOT_KNOWN.text': {
    message: 'This is not known: no entry of the catalogue is recognised in it.',
    steps: ['every entry: chime-join explain --list', 'give the whole line, or the event as it was logged'],
  },
  'NOT_KNOWN.file-name': {
    message: 'This is not known: no entry of the catalogue is recognised in it. There is a file of that name.',
    steps: ['what the file holds: chime-join explain --file {file}'],
  },
  'NOT_KNOWN.call': {
    message: 'The text holds no event of the call that --transaction-id names.',
    steps: ['chime-join explain --file FILE --transaction-id {calls}'],
  },

  INTERNAL: { message: UNEXPECTED, cause: '{said}' },
  'INTERNAL.answer': { message: 'chime-join could not {doing} (unrecognized error).' },
} as const satisfies Situations;
