import type { Rule } from './world.js';

/** What would settle an assumed rule: cases of `emulator parity`, or why none of them can. */
export type Settling = NonNullable<Rule['parity']>;

const by = (...cases: string[]): Settling => ({ cases, none: null });
const none = (why: string): Settling => ({ cases: [], none: why });

const OURS = none('it is about the emulator itself: there is nothing in AWS to hold it against');
const SECOND_MEETING = none('it would take a second meeting, and parity makes one');
const QUOTA = none("it would use up a quota that the account's own traffic needs");
const RECORDS = none('it would take log records of known text and time, and parity writes none');
const EVENTS = none('it shows only in the events that EventBridge delivers, and parity reads none');
const CALLS = none('it shows only in what a call does and its handler gets, and parity places no call');
const LAMBDA = none('it is about how Lambda runs the handler, and parity runs none');

/** What requests can show of a call's events, of actions and of Lambda: nothing. */
const OF_AREAS: Partial<Record<Rule['area'], Settling>> = { sma: CALLS, lambda: LAMBDA };

/** The assumed rules of the services that requests reach. */
const OF_RULES: Readonly<Record<string, Settling>> = {
  'http-chime-codes': by('get-meeting-unknown', 'get-meeting-not-an-id', 'get-application-unknown'),
  'http-signature': OURS,
  'http-unsigned': by('unsigned', 'unsigned-logs'),
  'http-no-endpoint-answer': by('signed-for-other-region'),
  'http-dead-namespace-answer': none('it is about the old namespace, which parity does not ask'),
  'http-dead-namespace-told': OURS,
  'http-order': by('constraint-before-state'),
  'http-limits': by('invalid-json', 'deep-json'),
  'http-loopback': OURS,
  'meetings-bad-request': by(
    'get-meeting-not-an-id',
    'create-meeting-no-media-region',
    'create-meeting-bad-media-region',
    'create-meeting-reserved-id',
    'create-meeting-without-attendees',
    'create-meeting-too-many-attendees',
    'create-attendee-reserved-id',
    'list-attendees-none',
    'list-attendees-bad-token',
  ),
  'meetings-client-request-token': by('create-meeting-again'),
  'meetings-client-request-token-other': by('create-meeting-again-other'),
  'meetings-client-request-token-forgotten': SECOND_MEETING,
  'meetings-external-user-id-again': by('create-attendee-again'),
  'meetings-high-resolution-count': by('create-meeting-high-resolution'),
  'meetings-batch-errors': by('batch-create-errors'),
  'meetings-batch-same-id': by('batch-create-same-id'),
  'meetings-capabilities-both-none': SECOND_MEETING,
  'meetings-capabilities-name': by('create-attendee-forbidden-capabilities'),
  'meetings-capabilities-except-unknown': none(
    'it would change the capabilities of attendees, and parity leaves them as they are',
  ),
  'meetings-transcription-engine': none('it would start a transcription, which costs money'),
  'meetings-tags-of-others': none("it would ask for the tags of resources that are not parity's own"),
  'meetings-events-handed-over-alone': EVENTS,
  'meetings-events-short-stay': EVENTS,
  'meetings-events-deleted': EVENTS,
  'meetings-events-network': EVENTS,
  'meetings-ended-not-found': by('get-meeting-ended', 'create-attendee-ended', 'delete-meeting-ended'),
  'meetings-region-not-found': by('get-meeting-other-region'),
  'meetings-quota-burst': QUOTA,
  'meetings-join-token-again': by('get-attendee', 'list-attendees'),
  'meetings-paging-default': by('list-attendees'),
  'meetings-replica-refused': by('create-meeting-unknown-primary'),
  'meetings-media-placement': OURS,
  'meetings-no-notifications': OURS,
  'voice-bad-request': by(
    'list-applications-none',
    'list-applications-bad-token',
    'update-too-many-arguments',
    'update-argument-not-a-text',
  ),
  'voice-no-application-create': none('it would ask AWS to place a call'),
  'voice-no-call': by('update-unknown-call'),
  'voice-quota-burst': QUOTA,
  'voice-too-many-calls': QUOTA,
  'voice-function-file': OURS,
  'voice-function-changed': none("it would change the account's SIP media applications"),
  'voice-own-application': OURS,
  'voice-remembered': OURS,
  'voice-unknown-operation': by('unknown-operation', 'unknown-operation-logs'),
  'logs-time-range-reversed': by('filter-time-reversed'),
  'logs-empty-pages-when': OURS,
  'logs-page-scan': RECORDS,
  'logs-page-token': by('filter-bad-token'),
  'logs-newest-first-no-start': by('filter-newest-first'),
  'logs-terms-mixed': RECORDS,
  'logs-terms-substring': RECORDS,
  'logs-fields-last': RECORDS,
  'logs-put-body': RECORDS,
  'logs-class': none('it would make a log group'),
  'logs-live-tail-host': OURS,
  'logs-quota-answer': QUOTA,
  'logs-latency': RECORDS,
  'logs-order': RECORDS,
  'logs-reorder': OURS,
};

/** The rules of OF_RULES, so that a test can tell whether each of them is there. */
export const RULES_SETTLED: readonly string[] = Object.keys(OF_RULES);

/** The rule, and of an assumed one what would settle it. */
export function withSettling(rule: Rule): Rule {
  if (rule.label !== 'assumed') return rule;
  const parity = OF_RULES[rule.id] ?? OF_AREAS[rule.area];
  return parity === undefined ? rule : { ...rule, parity };
}
