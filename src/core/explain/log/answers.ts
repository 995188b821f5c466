import { entryOfFailure } from '../../catalogue/event-entry.js';
import { answerName, foundByAnswer } from '../../catalogue/recognise/answer-name.js';
import { eachOnce, type Found, found } from '../../catalogue/recognise/found.js';
import { recogniseText } from '../../catalogue/recognise/text.js';
import { foundByExitCode, foundByWords } from '../../catalogue/recognise/words.js';
import { isObject } from '../../evidence/objects.js';
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

/** `{"Code":"NotFound","Message":"…"}` of the Chime services, `{"__type":"…","message":"…"}` of the others. */
function foundInBody(body: Record<string, unknown>, operation: string | null): Found[] {
  const said = [body['__type'], body['Code'], body['code'], body['name']].find((name) => typeof name === 'string');
  const message = [body['Message'], body['message']].find((words) => typeof words === 'string');
  const name = typeof said === 'string' ? answerName(said) : null;
  if (name === null || 'CallDetails' in body) return [];
  const text = typeof message === 'string' ? message : '';
  return foundByAnswer({ name, text }, operation, `${said}: ${text}`);
}
