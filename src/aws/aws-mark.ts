import { NAMES_OF_AWS } from '../core/catalogue/aws/answer.js';
import { plainName } from '../core/catalogue/error-mark.js';
import { boundedJson } from '../core/json/bounded-json.js';

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * The headers in which AWS's services name the request that they answer. `x-amz-cf-id` is not among them: CloudFront puts it
 * on the pages of all its customers, so a block page may bear it. Nor is `x-amz-id-2`, which S3 puts on anybody's files.
 */
const REQUEST_ID = ['x-amzn-requestid', 'x-amzn-request-id', 'x-amz-request-id'];
const ERROR_TYPE = 'x-amzn-errortype';

const BOUNDS = { length: 8_192, depth: 8, members: 100 };

/** What AWS calls the request; null where the answer does not say. */
export function requestIdIn(headers: Headers): string | null {
  const header = REQUEST_ID.find((name) => (headers[name] ?? '').trim() !== '');
  return header === undefined ? null : (headers[header] ?? null);
}

/** AWS's own name of the error, as the answer's headers give it. */
export function errorTypeIn(headers: Headers): string | null {
  return headers[ERROR_TYPE]?.trim() || null;
}

/**
 * An error as AWS's protocols write it: its `__type` names an exception that is known. Chime's services name theirs in a
 * header as well; a body with a `Code` and a `Message` alone can be anybody's.
 */
export function isAwsError(body: string): boolean {
  const read = boundedJson(body, BOUNDS);
  if (!('value' in read) || typeof read.value !== 'object' || read.value === null) return false;
  const { __type: type } = read.value as Record<string, unknown>;
  return typeof type === 'string' && NAMES_OF_AWS.has(plainName(type));
}

/** A status with which AWS says no: of any other, a request may have taken effect. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

/** What was answered in a form that could be AWS's, by something that is not AWS. */
export class NotAws extends Error {
  override readonly name = 'NotAwsError';

  constructor(status: number | null) {
    super(`the answer (${status}) has no AWS request id`);
  }
}
