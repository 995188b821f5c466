import { createClock } from '../../../src/emulator/clock.js';
import { Refusal } from '../../../src/emulator/http/refusal.js';
import { createLogGroups, type LogDelay } from '../../../src/emulator/logs/groups.js';

export const GROUP = '/aws/lambda/mine';
export const NOW = Date.UTC(2026, 10, 22, 8);

/** Log groups on a clock that stands still; records are written as `stream message`, each a second after the one before. */
export function storeOf(lines: readonly string[] = [], delay: number | LogDelay = 0) {
  const clock = createClock(() => NOW);
  const logs = createLogGroups(clock, delay);
  const write = (...more: string[]) => {
    for (const line of more) {
      const [stream = '', ...words] = line.split(' ');
      logs.append(GROUP, stream, words.join(' '));
      clock.advance(1_000);
    }
  };
  logs.ensureGroup(GROUP);
  write(...lines);
  return { clock, logs, write };
}

/** The code of the refusal that this throws. */
export function refused(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('it was not refused');
}
