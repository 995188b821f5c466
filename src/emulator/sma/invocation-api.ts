import { request as http, type IncomingMessage } from 'node:http';
import { request as https } from 'node:https';

/** How a function behind Lambda's invocation API answered (Lambda API reference, "Invoke"). */
export interface ApiAnswer {
  kind: 'answered' | 'failed';
  /** The answer, or the error as the function's runtime told it. */
  text: string;
  /** The end of the invocation's log, where it was given. */
  log: string[] | null;
}

/** Lambda's limit for a synchronous answer (quotas page: 6 MB). */
const MAX_ANSWER = 6 * 1024 * 1024;

/**
 * Invokes the function once. Follows no redirect, and reads no more than Lambda would send. Resolves `failed` for an
 * error of the function; rejects where nothing answered as Lambda does, or the signal aborted.
 */
export function invokeOverHttp(url: string, event: unknown, signal: AbortSignal): Promise<ApiAnswer> {
  const send = url.startsWith('https:') ? https : http;
  const headers = {
    'content-type': 'application/json',
    'x-amz-invocation-type': 'RequestResponse',
    'x-amz-log-type': 'Tail',
  };
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method: 'POST', headers, signal, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= MAX_ANSWER) chunks.push(chunk);
        else answer.destroy(new Error('the answer is longer than 6 MB'));
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { statusCode = 0 } = answer;
        if (statusCode === 200) resolve({ kind: outcomeOf(answer), text, log: logTail(answer) });
        else reject(new Error(`HTTP ${statusCode}: ${text.slice(0, 300)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(event));
  });
}

function outcomeOf({ headers }: IncomingMessage): ApiAnswer['kind'] {
  return headers['x-amz-function-error'] === undefined ? 'answered' : 'failed';
}

function logTail({ headers }: IncomingMessage): string[] | null {
  const tail = headers['x-amz-log-result'];
  if (typeof tail !== 'string') return null;
  const lines = Buffer.from(tail, 'base64').toString('utf8').split('\n');
  return lines.filter((line) => line.trim() !== '');
}
