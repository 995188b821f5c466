/** Warnings and remedies that name flags or commands and explain no failure. */

export const NO_MEETING_ID =
  "There is no MeetingId: without it no meeting of today's API can be joined (--meeting-id).";
export const TOKEN_MASKED = 'The join token is masked: --print writes it.';
/** Join tokens are given out once; whoever keeps none has to create another attendee. */
export const TOKENS_NOT_KEPT = 'The join tokens were not kept: --attendees-file FILE would have kept them.';
export const WHOLE_ANSWER = "it is JSON, not a token: AWS's whole answer goes to --attendee";
export const QUOTED_TOKEN = 'it is in quotation marks: take --output text from the AWS CLI, or jq -r';

export const UNKNOWN_OPERATION = '--operation is none that the catalogue knows: told in general.';
export const NO_FUNCTION =
  'The SIP media application names no Lambda function: nothing can be proved without --log-group.';
export const NO_APPLICATION_NAMED = 'no SIP media application is named (--sma-id)';
export const NO_CALL_NAMED = 'no live call is named (--transaction-id)';

/** The reason of what a cleanup without --yes would have removed. */
export const WOULD_BE_REMOVED = 'it may be removed, and --yes was not given';
export const runsElsewhere = (runs: string) =>
  `Not looked at: ${runs} of another endpoint. Name one to see how to reach it: chime-join runs cleanup RUN_ID`;

export const SAY_WHICH_DOCUMENT =
  'this looks like no action, response, event or map of arguments; --as says which it is to be';
export const presetFlag = (preset: string) => `--arguments ${preset}`;

/** What helps a handler that `handler check` finds wanting. */
export const PRINT = 'chime-join handler print --language node|python prints what it lacks';
export const SAY_WHICH =
  'Read in its source which arguments it wants, and try them: chime-join bridge --arguments none --argument NAME=VALUE';
export const FILL_ARGUMENTS =
  'Fill the arguments it reads with --argument NAME={{JoinToken}} and --argument NAME={{MeetingId}}, by the names above.';
export const MAKE_ASYNC = 'Make the handler async. --runtime nodejs22.x and --runtime nodejs24.x show the difference.';
export const REHEARSE_CALL = 'Rehearse a whole call with chime-join emulator start, or try it on a test call in AWS.';
export const REHEARSE_KEYS =
  'Rehearse it with chime-join emulator start and emulator press, or try it on a test call in AWS.';
export const CHECK_DEPLOYED =
  'Check the function where it has its role, with --handler-url, or a copy that leaves AWS out.';
export const ALLOW_NETWORK =
  'Let it reach what may be reached with --allow-network, or check the running function with --handler-url.';
export const giveVariable = (name: string) => `Give it: --env ${name}=VALUE`;
export const reachedOut = (places: string) => `It reached out to ${places} (--allow-network).`;
