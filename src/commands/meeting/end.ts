import { ChimeJoinCommand } from '../../command.js';
import { endMeeting } from '../../core/meetings/meeting.js';
import { MEETING_FLAGS, meetingRequest } from '../../input/meeting-request.js';
import { ENDED_MEETING_VIEW } from '../../output/meeting-view.js';

export default class MeetingEnd extends ChimeJoinCommand<typeof MeetingEnd> {
  static override summary = 'end a meeting, for everybody in it';
  static override description =
    'Whoever is in the meeting is disconnected. One that has ended already is a warning, and exit code 0.';
  static override examples = ['<%= config.bin %> meeting end --meeting-id ID'];
  static override flags = MEETING_FLAGS;

  async run(): Promise<void> {
    const { request, aws } = await this.request(meetingRequest);
    const outcome = await this.reach(aws, (ports, progress, signal) => endMeeting(request, ports, progress, signal));
    this.write(outcome, ENDED_MEETING_VIEW);
  }
}
