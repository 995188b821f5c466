import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import type { Quota } from '../quotas.js';
import type { Clock } from '../world.js';
import { describeLogGroups } from './describe-log-groups.js';
import { describeLogStreams } from './describe-log-streams.js';
import { getLogEvents } from './get-log-events.js';
import * as input from './input.js';
import { startLiveTail } from './live-tail.js';
import type { LogRegions } from './regions.js';
import { createLogGroup, createLogStream, putLogEvents } from './writing.js';

const QUOTA: Quota = { perSecond: REQUESTS_PER_SECOND.filterLogEvents, burst: REQUESTS_PER_SECOND.filterLogEvents };

/** DescribeLogStreams and CreateLogStream (service model). */
const STREAMS_QUOTA: Quota = { perSecond: 25, burst: 25 };
const NEW_STREAMS_QUOTA: Quota = { perSecond: 50, burst: 50 };

/** The operations of CloudWatch Logs that the emulator has. */
export function logsOperations(regions: LogRegions, accountId: string, clock: Clock): Operation[] {
  const logsOf = (region: string) => regions.of(region).groups;
  return [
    operation({
      name: 'FilterLogEvents',
      service: 'logs',
      quota: QUOTA,
      input: input.filterLogEventsInput,
      run: (request, { region }) => regions.of(region).search.page(request),
    }),
    operation({
      name: 'DescribeLogGroups',
      service: 'logs',
      quota: QUOTA,
      input: input.describeLogGroupsInput,
      run: (request, { region }) => describeLogGroups(logsOf(region).groups(), request, region, accountId),
    }),
    operation({
      name: 'DescribeLogStreams',
      service: 'logs',
      quota: STREAMS_QUOTA,
      input: input.describeLogStreamsInput,
      run: (request, { region }) => describeLogStreams(logsOf(region), request, region, accountId),
    }),
    operation({
      name: 'GetLogEvents',
      service: 'logs',
      input: input.getLogEventsInput,
      run: (request, { region }) => getLogEvents(logsOf(region), request),
    }),
    operation({
      name: 'CreateLogGroup',
      service: 'logs',
      input: input.createLogGroupInput,
      run: (request, { region }) => createLogGroup(logsOf(region), request),
    }),
    operation({
      name: 'CreateLogStream',
      service: 'logs',
      quota: NEW_STREAMS_QUOTA,
      input: input.createLogStreamInput,
      run: (request, { region }) => createLogStream(logsOf(region), request),
    }),
    operation({
      name: 'PutLogEvents',
      service: 'logs',
      input: input.putLogEventsInput,
      run: (request, { region }) => putLogEvents(logsOf(region), request, clock.now()),
    }),
    operation({
      name: 'StartLiveTail',
      service: 'logs',
      input: input.startLiveTailInput,
      run: (request, { region }) => startLiveTail(logsOf(region), request, clock),
    }),
  ];
}
