import type { Situations } from './situation.js';

const GIVE_VARIABLES = 'Give it what it looks for: {variables}';
const LET_REACH = 'Let it reach {places}: --allow-network';
const OR_BY_URL = 'Give it what it needs to load, or check the running function with --handler-url';
const NOT_JSON = '{flag}: it is not JSON: line {line}, column {column}: {problem}.';

/** Files, standard input and what they hold. */
export const FILE_SITUATIONS = {
  'FILE_UNREADABLE.input': {
    message: '{what}: {file} could not be read.',
    cause: '{said}',
    steps: ['{standardInput} reads standard input'],
  },
  'FILE_UNREADABLE.stdin': { message: 'Standard input could not be read.', cause: '{said}' },
  'FILE_UNREADABLE.handler': { message: '{flag} {file} is not a handler.', cause: '{said}' },
  'FILE_UNREADABLE.certificates': {
    message: '{name} cannot be read, so no certificate could be trusted.',
    cause: '{said}',
    steps: ['ls -l {file}', "or leave {setting} out: Node's own certificates are trusted then"],
  },
  'FILE_UNREADABLE.output': { message: '{flag} {file} cannot be written.', cause: '{said}' },
  'FILE_UNREADABLE.output-lost': { message: '{flag} {file} could not be written.', cause: '{said}' },

  'FILE_INVALID.empty': { message: '{what}: {file} is empty.' },
  'FILE_INVALID.blank': { message: 'FILE: there is nothing in it.' },
  'FILE_INVALID.too-long': { message: '{what}: {file} is longer than {limit} MB.' },
  'FILE_INVALID.encoding': {
    message: 'FILE: it is neither UTF-8 nor UTF-16: it is not text, or was cut inside a character.',
  },
  'FILE_INVALID.json': { message: NOT_JSON },
  'FILE_INVALID.json-of-aws': { message: NOT_JSON, steps: ["Give AWS's answer as it came: --output json"] },
  'FILE_INVALID.event': {
    message: '--event: there is no event of a call in it.',
    cause: 'an event has InvocationEventType and CallDetails.TransactionId',
    steps: ['Paste the event as the handler logged it, the whole line'],
  },
  'FILE_INVALID.attendee': {
    message: '--attendee: there is no attendee in it.',
    steps: ['Give the answer of CreateAttendee, GetAttendee or CreateMeetingWithAttendees, as the AWS CLI prints it'],
  },
  'FILE_INVALID.refused-attendees': {
    message: '--attendee: there is no attendee in it.',
    cause: 'AWS refused to create them: see Errors',
    steps: ['Give the answer of CreateAttendee, GetAttendee or CreateMeetingWithAttendees, as the AWS CLI prints it'],
  },
  'FILE_INVALID.join-token': { message: '{flag}: the join token cannot be used: {problem}.' },
  'FILE_INVALID.certificates': {
    message: '{name} is not a bundle of certificates.',
    steps: ['give the certificates of the authorities in PEM form: -----BEGIN CERTIFICATE----- …'],
  },
  'FILE_INVALID.quotas': { message: '--quotas is not a list of quotas.', cause: '{said}' },
  'FILE_INVALID.faults': { message: '--faults is not a list of faults.', cause: '{said}' },
  'FILE_INVALID.emulated-handler': {
    message: 'The emulator cannot be started with this handler.',
    cause: '{said}',
  },
  'FILE_INVALID.handler': {
    message: 'The handler cannot be loaded.',
    cause: '{said}',
    steps: [GIVE_VARIABLES, LET_REACH, OR_BY_URL],
  },
  'FILE_INVALID.callback-handler': {
    message: 'The handler cannot be loaded.',
    cause: '{said}',
    steps: [
      GIVE_VARIABLES,
      LET_REACH,
      'Make it async with at most two parameters; nodejs22.x and earlier take callbacks',
      OR_BY_URL,
    ],
  },

  'FILE_EXISTS.output': {
    message: '{flag} {file} is there already, and is not overwritten.',
    steps: ['Name a new file'],
  },

  'JOIN_TOKEN_MISSING.none': {
    message: 'There is no join token.',
    steps: [
      'aws chime-sdk-meetings create-attendee ... | chime-join action --attendee - --print',
      '--join-token-file FILE with the token alone',
    ],
  },
  'JOIN_TOKEN_MISSING.attendee': {
    message: '--attendee: the attendee has no JoinToken.',
    cause: 'AWS gives the token out when it creates the attendee',
    steps: ['Give the answer of CreateAttendee, or an --attendees-file of chime-join attendee add'],
  },
} as const satisfies Situations;
