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

/** Where a request came from and what it was about; told to programs of this process only. */
export interface RequestOrigin {
  /** The address of the client, as its connection names it. */
  from: string;
  path: string;
}

export type RecordedRequest = RequestEntry & RequestOrigin;

export interface RequestRecord {
  /** Enters a request as it arrives; the entry is written to as it goes on. */
  enter(operation: string, origin: RequestOrigin): RequestEntry;
  entries(): RequestEntry[];
  /** The same with their origins. */
  recorded(): RecordedRequest[];
  reset(): void;
}

/** An emulator that runs for days forgets its oldest requests. */
const MAX_ENTRIES = 20_000;

export function createRequestRecord(clock: Clock): RequestRecord {
  let entries: RecordedRequest[] = [];
  return {
    enter: (operation, origin) => {
      const time = new Date(clock.now()).toISOString();
      const entry = { operation, status: null, time, delivered: false, ...origin };
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) entries = entries.slice(-MAX_ENTRIES / 2);
      return entry;
    },
    entries: () => entries.map(({ from: _from, path: _path, ...entry }) => entry),
    recorded: () => entries,
    reset: () => {
      entries = [];
    },
  };
}
