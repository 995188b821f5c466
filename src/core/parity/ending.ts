import { failed } from '../catalogue/failed.js';
import type { Progress } from '../outcome/progress.js';
import type { Meetings } from '../ports/meetings.js';
import { nothingMade } from '../run/made.js';
import type { Leftover } from '../run/result.js';
import { undoInTime } from '../undo/undo.js';
import { isFromAws } from './answer-kind.js';
import { EXTERNAL_ID, type Facts, type ParityCase } from './case.js';
import type { ParityPorts, RawAnswer } from './ports.js';
import type { ParityRequest } from './request.js';
import { isAccepted, ownMeeting } from './side.js';

/** What this run has made in the account, or may have. */
export interface MadeThere {
  /** Noted with every answer to a create. */
  answered(asked: ParityCase, answer: RawAnswer, facts: Facts): void;
  /** A create went out, and what became of it is not known. */
  lost(asked: ParityCase): void;
  /** Ends every meeting of this run. It has time of its own. Never throws: what it could not end is a leftover. */
  end(progress: Progress): Promise<Leftover[]>;
}

/** The case that makes the meeting everything else happens in. */
const MAIN = 'create-meeting';

export function openMadeThere(request: ParityRequest, ports: ParityPorts): MadeThere {
  const meetings = new Map<string, string>();
  /** Creates whose answers were lost, or show a meeting that is not this run's. */
  const unknown = new Set<string>();
  const { meetingsRegion, made } = request;
  const place = { runId: null, meetingId: null, meetingsRegion };

  return {
    answered(asked, answer, facts) {
      const { status, body } = answer;
      if (asked.effect !== 'creates') return;
      const own = isAccepted(answer) ? ownMeeting(body, facts) : null;
      if (own !== null) meetings.set(own.toLowerCase(), own);
      if (own === null && (!isFromAws(answer) || status < 300 || status >= 500)) unknown.add(asked.id);
      // The same request was refused, or found what an earlier attempt had made.
      else if (status !== 408 && status !== 429) unknown.delete(asked.id);
    },
    lost(asked) {
      if (asked.effect === 'creates') unknown.add(asked.id);
    },
    async end(progress) {
      const leftovers: Leftover[] = [];
      const undo = async (meeting: Parameters<typeof undoInTime>[0]['meeting'], givenUpAt: number | null) => {
        const taken = await undoInTime(
          { ...nothingMade(), meeting },
          place,
          { ...ports, meetings: ownAlone(ports.meetings) },
          givenUpAt,
        );
        leftovers.push(...taken.leftovers);
      };
      for (const meetingId of meetings.values()) await undo({ state: 'made', meetingId }, null);
      if (unknown.delete(MAIN)) {
        const asked = {
          clientRequestToken: made.requestToken,
          externalMeetingId: EXTERNAL_ID.replace('{Run}', made.run),
          mediaRegion: meetingsRegion,
          attendees: [],
        };
        await undo({ state: 'asked', request: asked }, ports.clock.now());
      }
      for (const name of unknown) {
        progress.warn(
          `Whether AWS made a meeting for the case ${name} is not known; if it did, it ends by itself after five minutes.`,
        );
        leftovers.push({ kind: 'meeting', meetingId: null, attendeeId: null, region: meetingsRegion, command: null });
      }
      return leftovers;
    },
  };
}

/** A create that is repeated to learn an id: a meeting of another name is not this run's, and is left alone. */
function ownAlone(meetings: Meetings): Meetings {
  return {
    ...meetings,
    async create(meeting, signal) {
      const answer = await meetings.create(meeting, signal);
      if (answer.value.meeting.externalMeetingId === meeting.externalMeetingId) return answer;
      throw failed('UNREADABLE_ANSWER.other-meeting', {}, { delivery: 'refused' });
    },
  };
}
