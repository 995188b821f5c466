import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import { Refusal } from '../http/refusal.js';
import type { Quota } from '../quotas.js';
import type { LogGroups } from '../world.js';
import { describeLogGroups } from './describe-log-groups.js';
import type { LogSearch } from './filter-log-events.js';
import { describeLogGroupsInput, filterLogEventsInput } from './input.js';

const QUOTA: Quota = { perSecond: REQUESTS_PER_SECOND.filterLogEvents, burst: REQUESTS_PER_SECOND.filterLogEvents };

/** The operations of CloudWatch Logs that the emulator has. The log groups exist in the SMA's region only. */
export function logsOperations(logs: LogGroups, search: LogSearch, home: string, accountId: string): Operation[] {
  return [
    operation({
      name: 'FilterLogEvents',
      service: 'logs',
      quota: QUOTA,
      input: filterLogEventsInput,
      run: (input, { region }) => {
        if (region === home) return search.page(input);
        throw new Refusal('ResourceNotFoundException', 'The specified log group does not exist.');
      },
    }),
    operation({
      name: 'DescribeLogGroups',
      service: 'logs',
      quota: QUOTA,
      input: describeLogGroupsInput,
      run: (input, { region }) => describeLogGroups(region === home ? logs.groups() : [], input, region, accountId),
    }),
  ];
}
