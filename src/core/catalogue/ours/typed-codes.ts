import type { FailureCode } from '../../failure.js';
import type { CodeWords } from './code-words.js';

const HELP = 'every flag and its form: chime-join bridge --help';

/** The codes of what was typed or set, and cannot be used: nothing was sent. */
export const TYPED_CODES = {
  USAGE: {
    title: 'The command line is wrong',
    meaning: 'What was typed is not what the command takes.',
    steps: ['chime-join --help', HELP],
  },
  UNKNOWN_COMMAND: {
    title: 'There is no such command',
    meaning: 'The first words name no command.',
  },
  ID_MISSING: {
    title: 'An id is missing',
    meaning: 'The call, the meeting or the attendee is not named.',
    steps: [
      'chime-join bridge --call-id ID',
      'or --transaction-id ID --sma-id ID, or --event FILE with any event of the call',
    ],
  },
  ID_INVALID: {
    title: 'Invalid id',
    meaning: 'An id does not have the form that AWS gives it, so it was not sent.',
    steps: ['ids look like c5a25427-88f4-4bf6-b4b2-f44659300bdc', HELP],
  },
  IDS_CONTRADICT: {
    title: 'The ids contradict each other',
    meaning: 'Two of the ids that were given cannot belong to one call, one meeting or one attendee.',
    steps: ['TransactionId is CallDetails.TransactionId of an event, CallId that of a participant', HELP],
  },
  LEG_NOT_JOINABLE: {
    title: 'The CallId is not that of LEG-A',
    meaning: "JoinChimeMeeting takes LEG-A alone: the phone's own leg.",
  },
  ARGUMENT_INVALID: {
    title: 'An argument for the handler cannot be sent',
    meaning: 'An --argument is not KEY=VALUE, names a value that does not exist, or there are more than AWS takes: 20.',
    steps: ['see what would be sent: chime-join bridge --dry-run', HELP],
  },
  REGION_INVALID: {
    title: 'Not available in this region',
    meaning:
      'SIP media applications, meetings and media are offered in different regions, and this one is not among them.',
    steps: ['the message names the regions that are: --region, --meetings-region, --media-region'],
  },
  WRONG_REGION: {
    title: 'The SIP media application is of another region',
    meaning: 'A call can be updated only in the region of its SIP media application.',
    steps: ['aws chime-sdk-voice list-sip-media-applications', 'give its region: chime-join bridge --region REGION'],
  },
  DURATION_INVALID: {
    title: 'Invalid duration',
    meaning: 'Durations are written 500ms, 30s or 2m.',
  },
  FILE_UNREADABLE: {
    title: 'A file could not be read',
    meaning: 'The file is not there, or may not be read.',
    steps: ['ls -l FILE', '- in place of the name reads standard input'],
  },
  FILE_INVALID: {
    title: 'A file does not hold what it should',
    meaning: 'The file is empty, too long or not JSON, or holds something else than was asked for.',
    steps: ["give AWS's answer, or the log line, as it came"],
  },
  FILE_EXISTS: {
    title: 'The file is there already',
    meaning: 'A file that is to receive join tokens is never written over.',
  },
  JOIN_TOKEN_MISSING: {
    title: 'There is no join token',
    meaning: 'AWS gives a token out when it creates the attendee; no file held it, and nobody was asked.',
  },
  PROXY_INVALID: {
    title: 'The proxy variable cannot be followed',
    meaning:
      'HTTPS_PROXY (or https_proxy) does not name a proxy that can be used: http:// or https://, a host, a port, and perhaps USER:PASSWORD@ before the host.',
    steps: [
      'export HTTPS_PROXY=http://proxy.example.com:3128',
      'in a user or a password, write / as %2F, ? as %3F, # as %23, @ as %40 and % as %25',
    ],
  },
  NOT_CONFIRMED: {
    title: 'Nobody confirmed it',
    meaning:
      'The command ends a meeting or removes an attendee, which disconnects whoever is there, or sends requests to an AWS account to compare it (emulator parity). A person is asked first, and answered no; a script has to say --yes.',
    changed: 'Nothing: nothing was made, ended or removed.',
    steps: [
      'chime-join attendee list --meeting-id ID',
      'what a run left behind is removed by: chime-join runs cleanup',
    ],
  },
} as const satisfies Partial<Record<FailureCode, CodeWords>>;
