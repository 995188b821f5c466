import { request } from 'node:http';

/** What a running emulator answered on its control plane. */
export interface ControlAnswer {
  status: number;
  /** Undefined where the answer was no JSON: then whatever answered is no emulator. */
  body: unknown;
}

const LONGEST_ANSWER = 1_000_000;

/** Posts to the control plane of an emulator on this machine. Rejects where nothing answers. */
export function postControl(url: string, path: string, body: unknown, signal: AbortSignal): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const outgoing = request(
      new URL(`/_emulator/${path}`, url),
      { method: 'POST', headers, signal, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          if (text.length < LONGEST_ANSWER) text += part;
        });
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: parsed(text) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
