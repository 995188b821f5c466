import { REQUESTS_PER_SECOND } from '../core/facts/limits.js';
import type { Aws, AwsSettings, WireTrace } from '../core/ports/aws.js';
import type { Clock } from '../core/ports/clock.js';
import { openApplications } from './applications.js';
import { openAttendees } from './attendees.js';
import { openCalls } from './calls.js';
import { lazyClients, REQUEST_LIMITS, type RequestLimits } from './clients.js';
import { openMeetings } from './meetings.js';
import { pace, SYSTEM_CLOCK } from './pace.js';
import { openRecords } from './records.js';
import { asker } from './request.js';

export interface AwsHooks {
  /** Called once for each operation, however it ended. */
  trace?: (wire: WireTrace) => void;
  limits?: RequestLimits;
  /** Paces the reading of records. */
  clock?: Clock;
}

/** AWS as the core sees it. Opening costs nothing: an SDK client is loaded by the first request that needs it. */
export function openAws(settings: AwsSettings, hooks: AwsHooks = {}): Aws & { close(): void } {
  const { trace, limits = REQUEST_LIMITS, clock = SYSTEM_CLOCK } = hooks;
  const { region, meetingsRegion } = settings;
  const clients = lazyClients(settings, limits);
  const ask = asker({ requestMs: limits.requestMs, profile: settings.profile, trace });
  return {
    meetings: openMeetings(clients, ask, meetingsRegion),
    attendees: openAttendees(clients, ask, meetingsRegion),
    calls: openCalls(clients, ask, region),
    applications: openApplications(clients, ask, region),
    records: openRecords(clients, ask, region, pace(REQUESTS_PER_SECOND.filterLogEvents, clock)),
    close: () => clients.close(),
  };
}
