/** What the Lambda platform itself writes around an invocation, in both of its log formats. */

export type LogFormat = 'Text' | 'JSON';

/** How much of them is kept; WARN leaves out what only says that an invocation began or ended well. */
export type SystemLogLevel = 'INFO' | 'WARN';

/** How an invocation ended, as far as the platform's own lines tell. */
export interface Ending {
  durationMs: number;
  memoryMb: number;
  failure?: { kind: 'error' | 'timeout'; errorType?: string; line?: string };
}

export const MEMORY_SIZE_MB = 128;

export interface PlatformLines {
  start(requestId: string): string[];
  end(requestId: string, ending: Ending): string[];
}

function text(): PlatformLines {
  return {
    start: (requestId) => [`START RequestId: ${requestId} Version: $LATEST`],
    end(requestId, { durationMs, memoryMb, failure }) {
      const status = failure === undefined ? '' : `Status: ${failure.kind}`;
      const errorType = failure?.errorType === undefined ? '' : `\tError Type: ${failure.errorType}`;
      const report = [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${durationMs.toFixed(2)} ms`,
        `Billed Duration: ${Math.ceil(durationMs)} ms`,
        `Memory Size: ${MEMORY_SIZE_MB} MB`,
        `Max Memory Used: ${Math.min(memoryMb, MEMORY_SIZE_MB)} MB`,
        `${status}${errorType}`,
      ].join('\t');
      return [...(failure?.line === undefined ? [] : [failure.line]), `END RequestId: ${requestId}`, report];
    },
  };
}

function json(time: () => string): PlatformLines {
  const line = (type: string, record: unknown) => JSON.stringify({ time: time(), type, record });
  return {
    start: (requestId) => [line('platform.start', { requestId, version: '$LATEST' })],
    end(requestId, { durationMs, memoryMb, failure }) {
      const metrics = {
        durationMs,
        billedDurationMs: Math.ceil(durationMs),
        memorySizeMB: MEMORY_SIZE_MB,
        maxMemoryUsedMB: Math.min(memoryMb, MEMORY_SIZE_MB),
      };
      const status = failure?.kind ?? 'success';
      const cause = failure?.errorType === undefined ? {} : { errorType: failure.errorType };
      return [
        line('platform.runtimeDone', { requestId, status, ...cause, metrics: { durationMs } }),
        line('platform.report', { requestId, metrics, status, ...cause }),
      ];
    },
  };
}

/** The platform's lines in this log format; `time` is the emulator's time as ISO text. */
export function platformLines(format: LogFormat, time: () => string, level: SystemLogLevel = 'INFO'): PlatformLines {
  const lines = format === 'JSON' ? json(time) : text();
  return level === 'INFO' ? lines : failuresOnly(lines);
}

function failuresOnly(lines: PlatformLines): PlatformLines {
  return {
    start: () => [],
    end: (requestId, ending) => (ending.failure === undefined ? [] : lines.end(requestId, ending)),
  };
}
