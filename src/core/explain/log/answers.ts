import { entryOfFailure } from '../../catalogue/event-entry.js';
import { answerName } from '../../catalogue/recognise/answer-name.js';
import { eachOnce, type Found, found } from '../../catalogue/recognise/found.js';
import { foundByNameAndText, recogniseText } from '../../catalogue/recognise/text.js';
import { foundByExitCode, foundByWords } from '../../catalogue/recognise/words.js';
import { isObject } from '../../facts/json-object.js';
import { boundedJson } from '../../json/bounded-json.js';

const OF_THE_CALL = /^(ACTION_FAILED|INVALID_LAMBDA_RESPONSE): ([^:;]{1,100})(?:: (.{0,1000}))?/s;

/** A whole JSON answer: our own `--json` document, or the body of an AWS error. */
export function foundInAnswer(text: string, operation: string | null): Found[] {
  const document = parsed(text);
  if (!isObject(document)) return [];
  return document['schemaVersion'] === 1 && typeof document['ok'] === 'boolean'
    ? foundInEnvelope(document, operation)
    : foundInBody(document, operation);
}

function parsed(text: string): unknown {
  if (!/^\s*\{/.test(text)) return null;
  const read = boundedJson(text);
  return 'value' in read ? read.value : null;
}

function foundInEnvelope({ error, result }: Record<string, unknown>, operation: string | null): Found[] {
  const { code, cause, exitCode } = isObject(error) ? error : {};
  const verdict = isObject(result) ? result['verdict'] : undefined;
  const byCause = typeof cause === 'string' ? foundInCause(cause, operation) : [];
  return eachOnce([
    ...byCause,
    ...(typeof code === 'string' ? foundByWords(code) : []),
    ...(typeof verdict === 'string' ? foundByWords(verdict) : []),
    ...foundByExitCode(typeof exitCode === 'number' ? exitCode : error === undefined ? 0 : -1),
  ]);
}

/** `ACTION_FAILED: InvalidActionParameter: …` of the call, or what AWS answered. */
function foundInCause(cause: string, operation: string | null): Found[] {
  const [, type, code = '', message = ''] = OF_THE_CALL.exec(cause) ?? [];
  if (type === undefined) return recogniseText(cause, operation);
  const entry = entryOfFailure(type as 'ACTION_FAILED' | 'INVALID_LAMBDA_RESPONSE', { code, message });
  return entry === undefined ? [] : [found(entry, null, `${code}: ${message}`)];
}

/**
 * `{"Code":"NotFound","Message":"…"}` of the Chime services, `{"__type":"…","message":"…"}` of the others, and an error
 * as a logger or Lambda writes it: `{"errorType":"NotFoundException","errorMessage":"…"}`.
 */
function foundInBody(body: Record<string, unknown>, operation: string | null): Found[] {
  if ('CallDetails' in body) return [];
  const holder = isObject(body['Error']) ? body['Error'] : body;
  const words = (keys: readonly string[]) => keys.map((key) => holder[key]).find((word) => typeof word === 'string');
  const said = words(['__type', 'Code', 'code', 'name', 'errorType']);
  const message = words(['Message', 'message', 'errorMessage']);
  const name = typeof said === 'string' ? answerName(said) : null;
  if (name === null || !isOfAws(holder, String(said))) return [];
  const text = typeof message === 'string' ? message : '';
  return foundByNameAndText({ name, text, said: `${said}: ${text}` }, operation);
}

/** `code` and `name` are anybody's keys: their word must be a class, or something beside it AWS's. */
function isOfAws(holder: Record<string, unknown>, said: string): boolean {
  return (
    ['__type', 'Code', 'errorType', '$metadata', '$fault', 'requestId', 'RequestId'].some((key) => key in holder) ||
    /(?:Exception|Error)$/.test(said)
  );
}
