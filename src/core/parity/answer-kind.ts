import type { ParityCase } from './case.js';
import type { AnswerForm } from './form.js';
import type { RawAnswer } from './ports.js';

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/i;
/** Not `x-amz-cf-id`: CloudFront puts it on the pages of all its customers. */
const MARKS = /^x-amz(?:n-|-request-id$|n?-errortype$|-apigw-id$)/;
/** Forbidden alone may be what Chime answers to anybody who asks for this. */
const DENIED = /AccessDenied|NotAuthorized|OptInRequired/i;
const SAYS_DENIED = /not authorized to perform/i;

export function isThrottled({ status, headers, body }: RawAnswer): boolean {
  return (
    status === 429 || (status === 400 && THROTTLED.test(`${headers['x-amzn-errortype'] ?? ''} ${body.slice(0, 300)}`))
  );
}

/** Why this answer says nothing of how AWS answers the request; null: it may be compared. */
export function unfitBecause(
  answer: RawAnswer,
  aws: AnswerForm,
  emulator: AnswerForm,
  asked: ParityCase,
): string | null {
  const { status } = aws;
  if (isThrottled(answer)) return 'AWS throttled it';
  if (status >= 500) return `AWS failed (${status})`;
  if (!isFromAws(answer)) return `what answered was not AWS (${status})`;
  const name = aws.errorType ?? aws.code ?? '';
  // Of a request that is signed wrongly a refusal is the answer.
  const isDenied = DENIED.test(name) || SAYS_DENIED.test(answer.body.slice(0, 2_000));
  if (asked.signing === undefined && isDenied && name !== (emulator.errorType ?? emulator.code)) {
    return 'this identity may not do it';
  }
  if (asked.effect === 'updates' && status === 404) return 'AWS knows no such live call';
  return null;
}

/** AWS's services name the request they answer; a proxy in between does not, and its answer says nothing of the request. */
export function isFromAws({ headers }: RawAnswer): boolean {
  return Object.keys(headers).some((name) => MARKS.test(name));
}
