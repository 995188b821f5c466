import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { failed } from '../core/catalogue/failed.js';
import type { CallEvent } from '../core/evidence/call-event.js';
import { legA } from '../core/evidence/legs.js';
import { isGuid, sameId } from '../core/facts/ids.js';
import { EXTERNAL_ID_LENGTH } from '../core/facts/limits.js';
import { argumentTemplates } from '../core/run/arguments.js';
import type { BridgeRequest, CallName } from '../core/run/request.js';
import { type ResolvedAws, resolveAws } from './aws-settings.js';
import type { BridgeFlags } from './bridge-flags.js';
import type { InputContext } from './context.js';
import { eventIn } from './event-file.js';
import { environmentName } from './flags.js';
import { readSource } from './source.js';
import { durationOf, listOf, type Typed } from './typed.js';

/** The ids of the call are one group: if any is typed, the environment's are ignored for all of them. */
const CALL_GROUP = ['call-id', 'transaction-id', 'sma-id', 'event'] as const;

export interface ResolvedBridge {
  request: BridgeRequest;
  aws: ResolvedAws;
  dryRun: boolean;
  attendeesFile: string | null;
}

const DEFAULT_WAIT_MS = 60_000;

/** Flags, environment, files and, where a person is there, answers, as one request. Its sense is for `core` to check. */
export async function bridgeRequest(
  { flags, typed }: Typed<BridgeFlags>,
  context: InputContext,
): Promise<ResolvedBridge> {
  const named = nameOfCall(flags, typed);
  const event = named.event === undefined ? null : eventIn(await readSource('event', named.event, context));
  const call = event === null ? await askForCall(named.call, context) : withEvent(named.call, event);
  const aws = await resolveAws(flags, event?.region ?? null, context);
  const runId = flags['run-id'] ?? newRunId();
  const waitMs = waitOf({ flags, typed });
  const attendeesFile = flags['attendees-file'] ?? null;
  const externalUserId = flags['external-user-id'] ?? `phone-${runId}`.slice(0, EXTERNAL_ID_LENGTH.max);
  const added = listOf(flags['add-attendee']);
  const request: BridgeRequest = {
    runId,
    isRunIdGiven: flags['run-id'] !== undefined,
    reason: reasonOf(flags),
    profile: aws.profile ?? (context.environment['AWS_PROFILE'] || null),
    call,
    event,
    region: aws.region,
    meetingsRegion: aws.meetingsRegion,
    meetingId: flags['meeting-id'] ?? null,
    externalMeetingId: flags['external-meeting-id'] ?? `chime-join-${runId}`.slice(0, EXTERNAL_ID_LENGTH.max),
    mediaRegion: flags['media-region'] ?? aws.meetingsRegion,
    externalUserId,
    // Of a run that was named, elsewhere or with its journal lost, somebody may be in the meeting under the default too.
    givenUserIds: [...(flags['run-id'] === undefined ? listOf(flags['external-user-id']) : [externalUserId]), ...added],
    addAttendees: added,
    arguments: argumentTemplates(flags.arguments ?? 'standard', listOf(flags.argument)),
    waitMs,
    timeoutMs: aws.timeoutMs,
    logGroups: logGroupsOf(flags),
    sinceMs: flags.since === undefined ? null : durationOf('since', flags.since, 0),
    newMeeting: flags['new-meeting'] === true,
    keepMeeting: flags['keep-meeting'] === true,
    attendeesFile: attendeesFile === null ? null : resolve(attendeesFile),
  };
  refuseContradictions(flags, typed);
  return { request, aws, dryRun: flags['dry-run'], attendeesFile };
}

function nameOfCall(flags: BridgeFlags, typed: ReadonlySet<string>): { call: CallName; event: string | undefined } {
  const typedOnly = CALL_GROUP.some((flag) => typed.has(flag));
  const take = (flag: (typeof CALL_GROUP)[number]) => (typedOnly && !typed.has(flag) ? undefined : flags[flag]);
  // AWS writes its ids in lower case, and CloudWatch Logs searches with regard to case.
  const id = (flag: 'call-id' | 'transaction-id' | 'sma-id') => take(flag)?.toLowerCase() ?? null;
  const call = { callId: id('call-id'), transactionId: id('transaction-id'), sipMediaApplicationId: id('sma-id') };
  return { call, event: take('event') };
}

/** What was not given by its own flag is the event's; what was given is compared with it by `core`. */
function withEvent(call: CallName, event: CallEvent): CallName {
  return {
    callId: call.callId ?? legA(event)?.callId ?? null,
    transactionId: call.transactionId ?? event.transactionId,
    sipMediaApplicationId: call.sipMediaApplicationId ?? event.sipMediaApplicationId,
  };
}

async function askForCall(call: CallName, { questions }: InputContext): Promise<CallName> {
  const { callId, transactionId, sipMediaApplicationId } = call;
  if (callId !== null || transactionId !== null || sipMediaApplicationId !== null || questions === null) return call;
  const asked = await questions.text("Which call? Its CallId, as the handler's log shows it:", (answer) =>
    isGuid(answer) ? null : 'A CallId looks like 9ff01357-23c5-4611-9dd3-f05f9d654faa',
  );
  return { ...call, callId: asked };
}

function waitOf({ flags, typed }: Typed<BridgeFlags>): number | null {
  if (!flags['no-wait']) return durationOf('wait', flags.wait, DEFAULT_WAIT_MS);
  if (typed.has('wait')) throw failed('USAGE.contradict', { flag: '--wait', otherFlag: '--no-wait' });
  return null;
}

/** The groups of --log-group, each once. Throws USAGE for what AWS would not take as a name. */
export function logGroupsOf(flags: { 'log-group'?: string[] | undefined }): string[] {
  const groups = listOf(flags['log-group']);
  for (const group of groups) {
    if (/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group)) continue;
    throw failed('USAGE.log-group', { given: JSON.stringify(group.slice(0, 80)) });
  }
  return [...new Set(groups)];
}

function refuseContradictions(flags: BridgeFlags, typed: ReadonlySet<string>): void {
  for (const flag of ['external-meeting-id', 'media-region'] as const) {
    if (flags['meeting-id'] === undefined || !typed.has(flag)) continue;
    const existing = typed.has('meeting-id') ? '--meeting-id' : environmentName('meeting-id');
    throw failed('USAGE.existing-meeting', { flag: `--${flag}`, existing });
  }
  if (sameId(flags['call-id'], flags['meeting-id'])) {
    throw failed('IDS_CONTRADICT.one-id', { field: 'callId', otherField: 'meetingId' });
  }
}

const LONGEST_REASON = 500;

function reasonOf({ reason }: BridgeFlags): string | null {
  if (reason === undefined || reason === '') return null;
  if (reason.length <= LONGEST_REASON) return reason;
  throw failed('USAGE.reason', { limit: LONGEST_REASON });
}

/** `run-20261123-142905-3fa9c1`: sorts by time, and no two runs share one. */
function newRunId(): string {
  const stamp = new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `run-${stamp}-${randomBytes(3).toString('hex')}`;
}
