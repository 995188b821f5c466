import type { Agent } from 'node:http';
import type { Chance } from '../core/outcome/backoff.js';
import type { Retry } from '../core/outcome/outcome.js';
import type { Aws, AwsSettings, WireTrace } from '../core/ports/aws.js';
import type { Clock } from '../core/ports/clock.js';
import { openApplications } from './applications.js';
import { openAttendees } from './attendees.js';
import { openCalls } from './calls.js';
import { lazyClients, REQUEST_LIMITS, type RequestLimits } from './clients.js';
import { openMeetings } from './meetings.js';
import { paces, SYSTEM_CLOCK } from './pace.js';
import { openRecords } from './records.js';
import { repeating } from './repeats.js';
import { asker } from './request.js';

export interface AwsHooks {
  /** Called with everything that happens on the wire. */
  trace?: (wire: WireTrace) => void;
  /** Called before a request is sent again; the update of a call is not, which the run repeats. */
  retry?: (retry: Retry) => void;
  limits?: RequestLimits;
  /** Paces requests, and pauses before they are sent again. */
  clock?: Clock;
  /** Spreads those pauses. */
  chance?: Chance;
  /** Connections to http endpoints; Node's own where it is left out. */
  httpAgent?: Agent;
}

/** AWS as the core sees it. Opening costs nothing: an SDK client is loaded by the first request that needs it. */
export function openAws(settings: AwsSettings, hooks: AwsHooks = {}): Aws & { close(): void } {
  const {
    trace = null,
    retry = () => {},
    limits = REQUEST_LIMITS,
    clock = SYSTEM_CLOCK,
    chance = Math.random,
    httpAgent,
  } = hooks;
  const { region, meetingsRegion } = settings;
  const clients = lazyClients(settings, repeating({ clock, chance, retry }), limits, httpAgent);
  const ask = asker({ requestMs: limits.requestMs, profile: settings.profile, paceOf: paces(clock), trace });
  return {
    meetings: openMeetings(clients, ask, meetingsRegion),
    attendees: openAttendees(clients, ask, meetingsRegion),
    calls: openCalls(clients, ask, region),
    applications: openApplications(clients, ask, region),
    records: openRecords(clients, ask, region),
    close: () => clients.close(),
  };
}
