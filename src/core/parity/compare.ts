import type { ParityCase } from './case.js';
import type { AnswerForm } from './form.js';

/** One way in which two answers differ, without ids, numbers and tokens. */
export interface Difference {
  /** `text`: the words of an error alone. */
  aspect: 'status' | 'header' | 'error' | 'member' | 'text';
  /** Which header or member; empty of the status. */
  at: string;
  /** Null: it is not there. */
  aws: string | null;
  emulator: string | null;
}

const TEXTS = /(?:^|\.)(?:Message|message|ErrorMessage)$/;
const CODES = /(?:^|\.)(?:Code|code|__type)$/;

/** Where the answers differ. A member that AWS's model lets come and go does not count. */
export function differencesOf(
  aws: AnswerForm,
  emulator: AnswerForm,
  { mayLack = [], ofAccount }: ParityCase,
): Difference[] {
  const found: Difference[] = [];
  const hold = (aspect: Difference['aspect'], at: string, one: string | null, other: string | null) => {
    if (one !== other) found.push({ aspect, at, aws: one, emulator: other });
  };
  hold('status', '', String(aws.status), String(emulator.status));
  for (const name of bothOf(aws.headers, emulator.headers)) {
    const there = (form: AnswerForm) => (form.headers.includes(name) ? 'there' : null);
    // Whether an error is named in a header is told with its name.
    if (name !== 'x-amzn-errortype') hold('header', name, there(aws), there(emulator));
  }
  if (aws.contentType !== null && emulator.contentType !== null) {
    hold('header', 'content-type', aws.contentType, emulator.contentType);
  }
  hold('error', 'x-amzn-errortype', aws.errorType, emulator.errorType);
  hold('error', 'code in the body', aws.code, emulator.code);
  // Of two answers that have nothing to do with each other, the words alone are of use.
  const alike = isSuccess(aws) === isSuccess(emulator);
  for (const path of bothOf(Object.keys(aws.members), Object.keys(emulator.members))) {
    const [one = null, other = null] = [aws.members[path], emulator.members[path]];
    if (CODES.test(path) && path.split('.').length === 1) continue;
    if (TEXTS.test(path)) hold('text', path, one, other);
    else if (alike && !comesAndGoes(path, one, other, mayLack) && !(ofAccount && isEmptyThere(path, aws, emulator))) {
      hold('member', path, one, other);
    }
  }
  return found;
}

function isSuccess({ status }: AnswerForm): boolean {
  return status >= 200 && status < 300;
}

function bothOf(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])].toSorted();
}

function comesAndGoes(path: string, one: string | null, other: string | null, mayLack: readonly string[]): boolean {
  if (one !== null && other !== null) return false;
  return mayLack.some((name) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`));
}

/** An account without any says nothing of what each of them would look like. */
function isEmptyThere(path: string, aws: AnswerForm, emulator: AnswerForm): boolean {
  const list = /^(.*?\[\])/.exec(path)?.[1];
  if (list === undefined) return false;
  const hasItems = ({ members }: AnswerForm) =>
    Object.keys(members).some((each) => each.startsWith(list) && each !== list);
  return !hasItems(aws) || !hasItems(emulator);
}
