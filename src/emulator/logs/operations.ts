import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import type { Quota } from '../quotas.js';
import { describeLogGroups } from './describe-log-groups.js';
import { describeLogGroupsInput, filterLogEventsInput } from './input.js';
import type { LogRegions } from './regions.js';

const QUOTA: Quota = { perSecond: REQUESTS_PER_SECOND.filterLogEvents, burst: REQUESTS_PER_SECOND.filterLogEvents };

/** The operations of CloudWatch Logs that the emulator has. */
export function logsOperations(regions: LogRegions, accountId: string): Operation[] {
  return [
    operation({
      name: 'FilterLogEvents',
      service: 'logs',
      quota: QUOTA,
      input: filterLogEventsInput,
      run: (input, { region }) => regions.of(region).search.page(input),
    }),
    operation({
      name: 'DescribeLogGroups',
      service: 'logs',
      quota: QUOTA,
      input: describeLogGroupsInput,
      run: (input, { region }) => describeLogGroups(regions.of(region).groups.groups(), input, region, accountId),
    }),
  ];
}
