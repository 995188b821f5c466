import type { Clock } from './world.js';

/** One AWS request as `/_emulator/requests` shows it. */
export interface RequestEntry {
  operation: string;
  /** The HTTP status the client was answered, null where it was answered none (yet). */
  status: number | null;
  /** ISO 8601 on the emulator's clock. */
  time: string;
  /** It took effect, whatever the client was answered. */
  delivered: boolean;
}

export interface RequestRecord {
  /** Enters a request as it arrives; the entry is written to as it goes on. */
  enter(operation: string): RequestEntry;
  entries(): RequestEntry[];
  reset(): void;
}

/** An emulator that runs for days forgets its oldest requests. */
const MAX_ENTRIES = 20_000;

export function createRequestRecord(clock: Clock): RequestRecord {
  let entries: RequestEntry[] = [];
  return {
    enter: (operation) => {
      const entry = { operation, status: null, time: new Date(clock.now()).toISOString(), delivered: false };
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) entries = entries.slice(-MAX_ENTRIES / 2);
      return entry;
    },
    entries: () => entries,
    reset: () => {
      entries = [];
    },
  };
}
