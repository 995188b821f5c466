import { failed } from '../core/catalogue/failed.js';
import { isGuid } from '../core/facts/ids.js';
import type { InputContext } from './context.js';

/** An id that a command cannot do without: the flag's, or the answer of the person who is there. Throws ID_MISSING. */
export async function idOf(
  flag: string,
  given: string | undefined,
  question: string,
  { questions }: InputContext,
): Promise<string> {
  if (given !== undefined) return given;
  if (questions !== null) {
    return questions.text(question, (answer) =>
      isGuid(answer) ? null : 'Ids look like c5a25427-88f4-4bf6-b4b2-f44659300bdc',
    );
  }
  throw failed('ID_MISSING.flag', { flag: `--${flag}` });
}

/** The meeting that a command is about. */
export function meetingIdOf(given: string | undefined, context: InputContext): Promise<string> {
  return idOf('meeting-id', given, 'Which meeting? Its MeetingId:', context);
}
