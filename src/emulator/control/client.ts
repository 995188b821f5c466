import { request } from 'node:http';
import { isGuid } from '../../core/facts/ids.js';
import { boundedJson } from '../../core/json/bounded-json.js';

/** What a running emulator answered on its control plane. */
export interface ControlAnswer {
  status: number;
  /** Undefined where the answer was no JSON: then whatever answered is no emulator. */
  body: unknown;
}

const BOUNDS = { length: 1_000_000, depth: 32, members: 50_000 };

/** Posts to the control plane of an emulator on this machine. Rejects where nothing answers. */
export function postControl(url: string, path: string, body: unknown, signal: AbortSignal): Promise<ControlAnswer> {
  return ask(new URL(`/_emulator/${path}`, url), 'POST', JSON.stringify(body), signal);
}

/** Which emulator answers at the URL; null where something else does. Rejects where nothing answers. */
export async function instanceAt(url: string, signal: AbortSignal): Promise<string | null> {
  const { status, body } = await ask(new URL('/_emulator/instance', url), 'GET', '', signal);
  const { instance } = (status === 200 && typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return typeof instance === 'string' && isGuid(instance) ? instance.toLowerCase() : null;
}

function ask(url: URL, method: 'GET' | 'POST', body: string, signal: AbortSignal): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const headers = method === 'POST' ? { 'content-type': 'application/json' } : {};
    const outgoing = request(url, { method, headers, signal, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
        if (text.length > BOUNDS.length) answer.destroy(new Error('the answer is too long for an emulator'));
      });
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: read(text) }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function read(text: string): unknown {
  const answer = boundedJson(text, BOUNDS);
  return 'value' in answer ? answer.value : undefined;
}
