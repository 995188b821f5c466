import type { AttendeesResult } from '../../core/meetings/attendees-result.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

/** An attendee a line: AWS's id, then the operator's own where it is known. Nobody: nothing. */
export const ATTENDEES_VIEW: View<AttendeesResult> = {
  work: 'document',
  text({ result }) {
    const lines = (result?.attendees ?? []).map(({ attendeeId, externalUserId }) =>
      visibleLine(externalUserId === null ? attendeeId : `${attendeeId} ${externalUserId}`),
    );
    return lines.map((line) => `${line}\n`).join('');
  },
};

/** After `attendee remove`. */
export const REMOVED_ATTENDEES_VIEW: View<AttendeesResult> = { ...ATTENDEES_VIEW, work: 'report' };

/** After `attendee add`. */
export const ADDED_ATTENDEES_VIEW: View<AttendeesResult> = { ...ATTENDEES_VIEW, work: 'ids' };
