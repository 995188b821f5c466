import { asFailure } from '../failure.js';
import type { Journal } from '../journal/port.js';
import type { Progress } from '../outcome/progress.js';
import type { Clock } from '../ports/clock.js';
import type { Meetings } from '../ports/meetings.js';
import type { BridgeRequest, CallName } from '../run/request.js';
import { type EarlierRun, earlierRunFor, type Place } from './standing-runs.js';

/** What it takes to look for earlier runs. */
export interface EarlierPorts {
  journal: Journal;
  clock: Clock;
  meetings: Pick<Meetings, 'find'>;
  /** Where the meetings service's requests go; null: AWS's own endpoint. */
  endpoint: () => Promise<string | null>;
}

/** The look for them, and who hears of it. */
export interface LookingBack {
  ports: EarlierPorts;
  progress: Progress;
  signal: AbortSignal;
}

/**
 * The earlier run for this call whose meeting a run goes into: AWS still has it, and neither `--meeting-id` nor `--new-meeting`
 * says otherwise. Null where there is none. If AWS does not say, that is a warning.
 */
export async function meetingLeftFor(
  request: BridgeRequest,
  call: CallName,
  { ports, progress, signal }: LookingBack,
): Promise<EarlierRun | null> {
  if (request.meetingId !== null || request.newMeeting) return null;
  const earlier = earlierRunFor(call, await placeOfRun(request, ports), ports.journal, ports.clock.now());
  if (earlier === null) return null;
  const { runId, meetingId } = earlier;
  const isThere = await isLiving(meetingId, ports, progress, signal);
  if (isThere === null)
    progress.warn(`Run ${runId} left meeting ${meetingId} for this call, and AWS does not say whether it still lives.`);
  return isThere === true ? earlier : null;
}

/** Where the run sends its requests. */
export async function placeOfRun(request: BridgeRequest, ports: Pick<EarlierPorts, 'endpoint'>): Promise<Place> {
  const { runId, region, meetingsRegion } = request;
  return { runId, endpoint: await ports.endpoint(), region, meetingsRegion };
}

/** Whether AWS still has the meeting; null where that cannot be read. */
export async function isLiving(
  meetingId: string,
  { meetings }: Pick<EarlierPorts, 'meetings'>,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean | null> {
  try {
    const { requestId } = await meetings.find(meetingId, signal);
    progress.sent(requestId);
    return true;
  } catch (error) {
    const { code, requestId } = asFailure(error);
    progress.sent(requestId);
    return code === 'MEETING_NOT_FOUND' ? false : null;
  }
}
