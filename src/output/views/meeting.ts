import type { MeetingResult } from '../../core/meetings/meeting-result.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

/** What is known of the meeting, and who was created with it: a line each, its name first. */
export const MEETING_VIEW: View<MeetingResult> = {
  work: 'document',
  text({ result }, palette) {
    if (result === null) return '';
    const { meetingId, externalMeetingId, mediaRegion, region, arn } = result.meeting;
    const rows: [string, string | null][] = [
      ['meeting', meetingId],
      ['external', externalMeetingId],
      ['region', region],
      ['media', mediaRegion],
      ['arn', arn],
      ...(result.attendees ?? []).map(
        ({ attendeeId, externalUserId }) => ['attendee', `${attendeeId} ${externalUserId ?? ''}`] as [string, string],
      ),
    ];
    return rows
      .flatMap(([label, text]) => (text === null ? [] : `${palette.dim(label.padEnd(9))} ${visibleLine(text)}\n`))
      .join('');
  },
};

/** After `meeting create`. */
export const CREATED_MEETING_VIEW: View<MeetingResult> = { ...MEETING_VIEW, work: 'ids' };

/** After `meeting end`. AWS gives one answer for a meeting that is over and for one that never was. */
export const ENDED_MEETING_VIEW: View<MeetingResult> = {
  work: 'report',
  text({ result }) {
    if (result === null) return '';
    const { meetingId, region } = result.meeting;
    const which = `meeting ${visibleLine(meetingId)} in ${visibleLine(region)}`;
    return result.found === false ? `nothing to end: AWS does not know ${which}\n` : `${which} is over\n`;
  },
};
