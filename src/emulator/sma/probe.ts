import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { HANDLER_TIMEOUT_MS } from '../../core/facts/limits.js';
import type { AnsweredBy, ArgumentReads, SandboxOutcome } from './frames.js';
import { invokeOverHttp } from './invocation-api.js';
import type { Outside } from './outside.js';
import { type Sandbox, startSandbox } from './sandbox.js';
import type { HandlerSource } from './sip-media-application.js';

/** What one invocation came to, as seen from outside. */
export interface Probed {
  kind: 'answered' | 'threw' | 'timed-out';
  /** The answer's JSON, or the error's type and message. */
  text: string;
  durationMs: number;
  /** What it logged; null where that cannot be seen. */
  records: string[] | null;
  /** What it looked for outside of its process; null where that cannot be seen. */
  outside: Outside | null;
  /** By which way its answer came; null where it gave none or that cannot be seen. */
  by: AnsweredBy | null;
  /** What it read of the event's Arguments; null where that cannot be seen. */
  reads: ArgumentReads | null;
}

/** A handler that is invoked with single events, outside any call. One invocation at a time. */
export interface Probe {
  /** `watch`: note what is read of the event's Arguments. Rejects only where nothing can be invoked at all. */
  invoke(event: unknown, watch: boolean): Promise<Probed>;
  /** What it looked for outside while it was loaded. */
  loading: Outside;
  /** How many parameters it declares; null where that cannot be seen. */
  parameters: number | null;
  close(): void;
}

/** What is kept of one invocation's records, in characters: an endless printer must not fill the memory. */
const MAX_RECORDED = 1_000_000;

/** Opens the handler; rejects with the cause where it cannot be loaded. An invocation is cut off after `limitMs`. */
export async function openProbe(handler: HandlerSource, limitMs: number): Promise<Probe> {
  return 'url' in handler ? urlProbe(handler.url, limitMs) : fileProbe(handler, limitMs);
}

async function fileProbe({ file, ...settings }: { file: string }, limitMs: number): Promise<Probe> {
  let records: string[] = [];
  let recorded = 0;
  const functionName = basename(file).replaceAll(/[^A-Za-z0-9-_]/g, '-');
  const logGroupName = `/aws/lambda/${functionName}`;
  const functionArn = `arn:aws:lambda:us-east-1:111122223333:function:${functionName}`;
  const own = { file, region: 'us-east-1', functionName, functionArn, logGroupName, logFormat: 'Text' } as const;
  const options = { ...settings, ...own };
  const start = () => startSandbox(options, Date.now, (_, record) => keep(record));
  let sandbox: Sandbox = await start();
  const loading = takeOutside(sandbox);

  function keep(record: string): void {
    recorded += record.length;
    if (recorded <= MAX_RECORDED) records.push(record);
  }

  async function invoke(event: unknown, watch: boolean): Promise<Probed> {
    if (!sandbox.alive) sandbox = await start();
    takeOutside(sandbox);
    records = [];
    recorded = 0;
    const begun = performance.now();
    const invocation = { requestId: randomUUID(), event, limitMs: HANDLER_TIMEOUT_MS, clockOffset: 0, watch };
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      sandbox.kill();
    }, limitMs);
    const outcome = await sandbox.invoke(invocation);
    clearTimeout(limit);
    const durationMs = performance.now() - begun;
    const seen = {
      durationMs,
      records,
      outside: takeOutside(sandbox),
      by: outcome.kind === 'answer' ? (outcome.by ?? null) : null,
      reads: 'reads' in outcome ? (outcome.reads ?? null) : null,
    };
    return late ? { kind: 'timed-out', text: '', ...seen } : { ...told(outcome), ...seen };
  }

  return { invoke, loading, parameters: sandbox.parameters ?? null, close: () => sandbox.kill() };
}

const NOTHING: Outside = { reached: [], variables: [] };

function takeOutside(sandbox: Sandbox): Outside {
  return sandbox.takeOutside?.() ?? NOTHING;
}

function told(outcome: SandboxOutcome): Pick<Probed, 'kind' | 'text'> {
  switch (outcome.kind) {
    case 'answer':
      return { kind: 'answered', text: outcome.text };
    case 'error':
      return { kind: 'threw', text: `${outcome.errorType}: ${outcome.errorMessage}` };
    case 'exit':
      return { kind: 'threw', text: `its process ended (${outcome.status})` };
  }
}

const UNSEEN = { outside: null, by: null, reads: null };

function urlProbe(url: string, limitMs: number): Probe {
  const closing = new AbortController();
  async function invoke(event: unknown): Promise<Probed> {
    const begun = performance.now();
    const limit = AbortSignal.timeout(limitMs);
    try {
      const { kind, text, log } = await invokeOverHttp(url, event, AbortSignal.any([closing.signal, limit]));
      const seen = { text, durationMs: performance.now() - begun, records: log, ...UNSEEN };
      return { kind: kind === 'answered' ? 'answered' : 'threw', ...seen };
    } catch (error) {
      if (!limit.aborted) throw error;
      return { kind: 'timed-out', text: '', durationMs: limitMs, records: null, ...UNSEEN };
    }
  }
  return { invoke, loading: NOTHING, parameters: null, close: () => closing.abort() };
}
