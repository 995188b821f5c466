import type { Situations } from './situation.js';

/** A second connection of one attendee ends the first. */
export const ONE_CONNECTION = 'a second connection of one attendee throws the first out of the meeting';
const PROXY_FORMS = 'export {variable}=http://proxy.example.com:3128, or http://USER:PASSWORD@proxy.example.com:3128';
const OTHER_ATTENDEES = 'Give every {field} an id of its own';

/** The rest of a command line, and the settings that stand for it. */
export const USAGE_SITUATIONS = {
  'USAGE.typed': { message: '{said}', steps: ['{help}'] },
  'USAGE.no-arguments': {
    message: '{command} takes no {word}: ids and files are given by flags.',
    steps: ['chime-join {command} --help'],
  },
  'USAGE.no-inner-command': { message: 'There is no command to run.', steps: ['chime-join {command} -- COMMAND'] },
  'USAGE.inner-command-missing': { message: 'The command {name} was not found.', cause: '{said}' },
  'USAGE.inner-command-broken': { message: 'The command {name} could not be started.', cause: '{said}' },
  'USAGE.contradict': { message: '{flag} and {otherFlag} contradict each other.' },
  'USAGE.two-tokens': {
    message: '--attendee and --join-token-file contradict each other: each brings a join token.',
  },
  'USAGE.existing-meeting': { message: '{flag} is for a new meeting, and {existing} names an existing one.' },
  'USAGE.reason': { message: '--reason takes at most {limit} characters.' },
  'USAGE.log-group': {
    message: '--log-group {given} is not the name of a log group.',
    steps: ['--log-group /aws/lambda/FUNCTION'],
  },
  'USAGE.same-attendee': {
    message: '{field} names the same external user id twice.',
    cause: ONE_CONNECTION,
    steps: [OTHER_ATTENDEES],
  },
  'USAGE.same-attendee-as-phone': {
    message: 'Two attendees have the same external user id.',
    cause: ONE_CONNECTION,
    steps: ['Give every --add-attendee an id of its own, other than --external-user-id'],
  },
  'USAGE.attendees-of-run': { message: "One run creates at most {limit} attendees, the phone's included." },
  'USAGE.attendees-of-meeting': {
    message: 'A meeting is created with at most {limit} attendees.',
    steps: ['chime-join attendee add adds more'],
  },
  'USAGE.attendees-of-request': {
    message: 'One request adds at most {limit} attendees.',
    steps: ['Add them in several runs'],
  },
  'USAGE.nothing-to-validate': {
    message: 'There is nothing to validate.',
    steps: ['chime-join validate response.json', 'pbpaste | chime-join validate -'],
  },
  'USAGE.nothing-to-explain': {
    message: 'There is nothing to explain.',
    steps: [
      'chime-join explain NotFoundException',
      'aws logs tail LOG_GROUP --since 15m | chime-join explain --file -',
      'chime-join explain --list',
    ],
  },
  'USAGE.list-alone': { message: '--list explains nothing: give it alone.', steps: ['chime-join explain --list'] },
  'USAGE.words-and-file': { message: 'There are both words and --file to explain: give one of them.' },
  'USAGE.two-handlers': { message: '{flag} and --handler-url are two handlers: name one.' },
  'USAGE.no-handler': {
    message: 'Which handler? Name its file, or the URL of its invocation API.',
    steps: ['chime-join handler check ./index.mjs', 'chime-join handler check --handler-url http://127.0.0.1:9000'],
  },
  'USAGE.environment': { message: '--env {given} is not NAME=VALUE.', steps: ['--env TABLE_NAME=calls'] },
  'USAGE.runtime': {
    message: '--runtime {given} is not a runtime that can be followed here.',
    steps: ['--runtime nodejs24.x', '--runtime nodejs22.x', '--runtime python3.13'],
  },
  'USAGE.runtime-of-url': { message: '--runtime is for a file: a function behind a URL has its own.' },
  'USAGE.runtime-of-file': { message: '--runtime {given} does not run {extension} files.' },
  'USAGE.whole-policy': {
    message: '--whole is for a handler, and --language policy prints permissions.',
    steps: ['chime-join handler print --language policy', 'chime-join handler print --language node --whole'],
  },
  'USAGE.port': {
    message: '--port {given} is not a port.',
    steps: ['--port 4566', 'Leave it out for any free one'],
  },
  'USAGE.port-taken': {
    message: 'Port {port} is not available.',
    cause: '{said}',
    steps: ['Leave --port out for any free one'],
  },
  'USAGE.number': { message: '{flag} is not a number in E.164 form.', steps: ['{flag} +12065550100'] },
  'USAGE.digits': {
    message: '--digits takes 1 to 128 keys of a telephone: 0-9, *, #, A-D.',
    steps: ["--digits '1234#'"],
  },
  'USAGE.attendees-file': {
    message: '--attendees-file takes the name of a new file: join tokens never go to the screen.',
  },
  'USAGE.report-file': { message: '--report takes the name of a new file: the report is printed in any case.' },

  'UNKNOWN_COMMAND.none': { message: 'No command is given.', steps: ['chime-join --help'] },
  'UNKNOWN_COMMAND.flag-alone': {
    message: 'No command is given, and the program has no flag {word}.',
    steps: ['chime-join --help'],
  },
  'UNKNOWN_COMMAND.flag-first': {
    message: '{word} stands before the command: flags follow it.',
    steps: ['chime-join --help'],
  },
  'UNKNOWN_COMMAND.name': { message: 'There is no command {name}.', steps: ['chime-join --help'] },

  DURATION_INVALID: {
    message: '{flag} {given} is not a duration.',
    steps: ['{flag} 30s', 'Durations: 500ms, 30s, 2m'],
  },

  'REGION_MISSING.none': {
    message: 'No region is known.',
    steps: ['--region us-east-1', 'Set AWS_REGION, or a region in the AWS profile'],
  },
  'REGION_MISSING.meetings': {
    message: '{given} is not a control region of meetings: name one.',
    steps: ['--meetings-region eu-central-1', 'Control regions: {known}'],
  },
  'REGION_INVALID.voice': {
    message: '{field} {given}: SIP media applications are not offered there.',
    steps: ['Regions with SIP media applications: {known}'],
  },
  'REGION_INVALID.meetings': {
    message: '{field} {given}: the meetings service is not offered there.',
    steps: ['Regions with the meetings service: {known}'],
  },
  'REGION_INVALID.form': { message: '{field} {given} is not a region.' },
  'REGION_INVALID.pair': { message: '{field} {given} cannot be used: {problem}.' },

  'ENDPOINT_INVALID.url': {
    message: '--endpoint-url must be https, or http on this machine.',
    steps: ['--endpoint-url http://127.0.0.1:PORT, as chime-join emulator start prints it'],
  },
  'ENDPOINT_INVALID.handler': {
    message: '--handler-url must be https, or http on this machine.',
    steps: ['--handler-url http://127.0.0.1:9000, where a Lambda Runtime Interface Emulator listens'],
  },
  'ENDPOINT_INVALID.handler-path': {
    message: '--handler-url has a path that is not of the invocation API.',
    cause: 'Lambda serves /2015-03-31/functions/NAME/invocations',
    steps: ['--handler-url http://127.0.0.1:3001/2015-03-31/functions/NAME/invocations'],
  },
  'ENDPOINT_INVALID.no-emulator': {
    message: 'Which emulator? Its url is not known.',
    steps: ['--endpoint-url http://127.0.0.1:PORT, as chime-join emulator start prints it'],
  },
  'ENDPOINT_INVALID.emulator': { message: 'An emulator is at http://127.0.0.1:PORT, and nowhere else.' },
  'ENDPOINT_INVALID.services': {
    message: 'The profile names the services section {section}, and there is none.',
    steps: ['add [services {section}] to the shared config file, or take "services" out of the profile'],
  },
  'ENDPOINT_INVALID.run-of-aws': {
    message: "The run {runId} was sent to AWS's own endpoint, and this command would ask another.",
    steps: ['unset AWS_ENDPOINT_URL, and leave --endpoint-url out'],
  },
  'ENDPOINT_INVALID.run-elsewhere': {
    message: 'The run {runId} was sent to {endpoint}, and this command would ask another.',
    steps: ['--endpoint-url {endpoint}'],
  },

  'PROFILE_INVALID.empty': { message: '--profile is empty.' },
  'PROFILE_INVALID.unknown': {
    message: 'There is no AWS profile {given}.',
    steps: ['aws configure list-profiles', 'check --profile and AWS_PROFILE'],
  },

  'PROXY_INVALID.url': { message: '{variable} is not a URL.', steps: [PROXY_FORMS] },
  'PROXY_INVALID.scheme': {
    message: '{variable} names a {scheme}// proxy, and only http:// and https:// can be used.',
    steps: [PROXY_FORMS],
  },
  'PROXY_INVALID.encoding': {
    message: '{variable} holds a user or password with characters that must be percent-encoded.',
    steps: [PROXY_FORMS],
  },

  'NOT_CONFIRMED.answer': { message: 'Nothing was changed: it was not confirmed.' },
  'NOT_CONFIRMED.meeting': {
    message:
      'Not confirmed: meeting end disconnects everybody in the meeting. Without a terminal to ask on, give --yes.',
    steps: ['see who has a seat there: {list}', 'to disconnect them anyway: {command}'],
  },
  'NOT_CONFIRMED.attendee': {
    message: 'Not confirmed: attendee remove disconnects the attendee. Without a terminal to ask on, give --yes.',
    steps: ['see who has a seat there: {list}', 'to disconnect them anyway: {command}'],
  },
  'NOT_CONFIRMED.parity': {
    message: 'Nothing was sent: it was not confirmed. Without a terminal to ask on, give --yes.',
    steps: ['{command}'],
  },
  'NOT_CONFIRMED.parity-answer': { message: 'Nothing was sent: it was not confirmed.' },
} as const satisfies Situations;
