import type { Clock, LogGroups } from '../world.js';
import { createLogSearch, type LogSearch } from './filter-log-events.js';
import { createLogGroups, type LogDelay, type LogStore } from './groups.js';

/** CloudWatch Logs of one region. */
export interface RegionalLogs {
  groups: LogStore;
  search: LogSearch;
}

/** CloudWatch Logs of every region: a log group exists in the region it was made in. */
export interface LogRegions {
  of(region: string): RegionalLogs;
  reset(): void;
}

/** `opened` is called with a region's log groups when they are used for the first time. */
export function createLogRegions(
  clock: Clock,
  delay: number | LogDelay,
  opened: (region: string, groups: LogGroups) => void,
): LogRegions {
  const regions = new Map<string, RegionalLogs>();
  return {
    of: (region) => {
      const known = regions.get(region);
      if (known !== undefined) return known;
      const groups = createLogGroups(clock, delay);
      const logs = { groups, search: createLogSearch(groups) };
      regions.set(region, logs);
      opened(region, groups);
      return logs;
    },
    reset: () => {
      for (const { groups, search } of regions.values()) {
        groups.reset();
        search.reset();
      }
    },
  };
}
