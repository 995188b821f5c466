import { failed } from '../core/catalogue/failed.js';
import { sameId } from '../core/facts/ids.js';
import type { ActionRequest } from '../core/meetings/action.js';
import { joinTokenProblem } from '../core/meetings/join-token.js';
import { Secret } from '../core/secret.js';
import { chooseAttendee, readAttendeeFile } from './attendee-file.js';
import type { InputContext } from './context.js';
import { typedChoice, typedSwitch, value } from './flags.js';
import { readSource } from './source.js';
import type { Typed } from './typed.js';

export const ACTION_FLAGS = {
  attendee: value(
    'attendee',
    "the attendee's data as the AWS CLI prints them, or an --attendees-file; - is standard input",
    'FILE',
  ),
  'join-token-file': value('join-token-file', 'the join token alone, on one line; - is standard input', 'FILE'),
  'external-user-id': value('external-user-id', 'which one, where --attendee has several attendees', 'ID'),
  'meeting-id': value('meeting-id', "the meeting (default: --attendee's)", 'ID'),
  'call-id': value('call-id', "CallId of the leg to join (default: the leg that the handler's event is about)", 'ID'),
  'participant-tag': value('participant-tag', 'the leg to join by its tag: LEG-A is the only one that can', 'TAG'),
  as: typedChoice("what is written: the action, or a handler's whole response (default: action)", [
    'action',
    'response',
  ]),
  print: typedSwitch('write the join token too; otherwise it is masked'),
};

export interface ActionFlags {
  attendee?: string | undefined;
  'join-token-file'?: string | undefined;
  'external-user-id'?: string | undefined;
  'meeting-id'?: string | undefined;
  'call-id'?: string | undefined;
  'participant-tag'?: string | undefined;
  as?: 'action' | 'response' | undefined;
  print: boolean;
}

/** Flags, the file that holds the join token or a hidden answer, as one request. */
export async function actionRequest(
  { flags, typed }: Typed<ActionFlags>,
  context: InputContext,
): Promise<ActionRequest> {
  const { joinToken, meetingId } = await whoJoins({ flags, typed }, context);
  return {
    joinToken,
    meetingId: oneMeeting(flags['meeting-id'] ?? null, meetingId),
    callId: flags['call-id'] ?? null,
    participantTag: flags['participant-tag'] ?? null,
    response: flags.as === 'response',
    print: flags.print,
  };
}

interface WhoJoins {
  joinToken: Secret;
  /** As the file names it. */
  meetingId: string | null;
}

async function whoJoins({ flags, typed }: Typed<ActionFlags>, context: InputContext): Promise<WhoJoins> {
  const { attendee, 'join-token-file': tokenFile } = oneOfBoth({ flags, typed });
  if (attendee !== undefined) return fromAttendee(attendee, flags['external-user-id'] ?? null, context);
  const joinToken = tokenFile === undefined ? await askForToken(context) : await readToken(tokenFile, context);
  return { joinToken, meetingId: null };
}

/** What is typed outweighs the environment; two that are equally said contradict each other. */
function oneOfBoth({ flags, typed }: Typed<ActionFlags>): Pick<ActionFlags, 'attendee' | 'join-token-file'> {
  const { attendee, 'join-token-file': tokenFile } = flags;
  if (attendee === undefined || tokenFile === undefined) return { attendee, 'join-token-file': tokenFile };
  if (typed.has('attendee') === typed.has('join-token-file')) {
    throw failed('USAGE.two-tokens');
  }
  return typed.has('attendee') ? { attendee } : { 'join-token-file': tokenFile };
}

async function fromAttendee(file: string, externalUserId: string | null, context: InputContext): Promise<WhoJoins> {
  const { attendees, meetingId } = readAttendeeFile(await readSource('attendee', file, context));
  const { joinToken } = chooseAttendee(attendees, externalUserId);
  if (joinToken !== null) return { joinToken: checked('attendee', joinToken.reveal()), meetingId };
  throw failed('JOIN_TOKEN_MISSING.attendee');
}

async function readToken(file: string, context: InputContext): Promise<Secret> {
  const text = await readSource('join-token-file', file, context);
  return checked('join-token-file', text.replace(/\r?\n$/, ''));
}

function checked(flag: string, text: string): Secret {
  const problem = joinTokenProblem(text);
  if (problem === null) return new Secret(text);
  throw failed('FILE_INVALID.join-token', { flag: `--${flag}`, problem });
}

async function askForToken({ questions }: InputContext): Promise<Secret> {
  if (questions !== null) return new Secret(await questions.hidden('Join token of the attendee:', joinTokenProblem));
  throw failed('JOIN_TOKEN_MISSING.none');
}

function oneMeeting(flag: string | null, file: string | null): string | null {
  if (flag === null || file === null || sameId(flag, file)) return flag ?? file;
  throw failed('IDS_CONTRADICT.meeting', { seen: file.slice(0, 60) });
}
