import { isObject } from '../facts/json-object.js';
import { boundedJson } from '../json/bounded-json.js';
import { pathText } from '../json/path.js';
import { sameWord } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { guide } from './sources.js';

/** What a Lambda function answers API Gateway, a load balancer or a function URL. */
const MEMBERS = ['body', 'headers', 'multiValueHeaders', 'isBase64Encoded', 'statusDescription', 'cookies'];
const BODY_BOUNDS = { length: 1024 * 1024, depth: 64, members: 20_000 };

const RULE: Rule = {
  rule: 'gateway-answer',
  limit: 'an object with SchemaVersion and Actions at its top level',
  source: guide('unexpected-hangups'),
  certainty: 'documented',
  severity: 'error',
};

/** True for `{statusCode, body}`: an answer of HTTP, which an SMA cannot use. */
export function isGatewayAnswer(document: Record<string, unknown>): boolean {
  if (statusIn(document) === null) return false;
  const names = Object.keys(document);
  return names.length === 1 || names.some((name) => sameWord(name, MEMBERS) !== null);
}

/** Says whose answer it is, and what is wrong with the response that its body holds. */
export function gatewayFindings(
  document: Record<string, unknown>,
  check: (response: unknown) => readonly Finding[],
): Finding[] {
  const inside = responseIn(document[sameWord('body', Object.keys(document)) ?? 'body']);
  const advice = inside === undefined ? 'return SchemaVersion and Actions' : 'return what its body holds, as an object';
  const message = `{statusCode, body} is an answer for API Gateway: the SMA does not look into it; ${advice}`;
  const whole = broken(RULE, [statusIn(document) ?? 'statusCode'], message);
  if (inside === undefined) return [whole];
  // They stand in a text, so that they have no place of their own.
  const findings = check(inside).map(({ path, message: what, instead: _, missingFrom: __, ...rest }) => ({
    ...rest,
    path: [sameWord('body', Object.keys(document)) ?? 'body'],
    message: `in body, ${pathText(path)}: ${what}`,
  }));
  return [whole, ...findings];
}

/** The response that the body is, as a text or as an object. */
function responseIn(body: unknown): unknown {
  if (isObject(body)) return isResponse(body) ? body : undefined;
  if (typeof body !== 'string') return undefined;
  const read = boundedJson(body, BODY_BOUNDS);
  return 'value' in read && isObject(read.value) && isResponse(read.value) ? read.value : undefined;
}

/** The name of its status, in whatever letters. */
const statusIn = (document: Record<string, unknown>) => sameWord('statusCode', Object.keys(document));

const isResponse = (value: Record<string, unknown>) =>
  Object.hasOwn(value, 'Actions') || Object.hasOwn(value, 'SchemaVersion');
