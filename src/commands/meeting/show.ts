import { showMeeting } from '../../core/meetings/meeting.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { MEETING_FLAGS, meetingRequest } from '../../input/meeting-request.js';
import { MEETING_VIEW } from '../../output/views/meeting.js';

export default class MeetingShow extends ChimeJoinCommand<typeof MeetingShow> {
  static override summary = 'look at a meeting that has not ended';
  static override examples = ['<%= config.bin %> meeting show --meeting-id ID --meetings-region eu-central-1'];
  static override flags = MEETING_FLAGS;

  async run(): Promise<void> {
    const { request, aws } = await this.request(meetingRequest);
    const outcome = await this.reach(aws, (ports, progress, signal) => showMeeting(request, ports, progress, signal));
    await this.write(outcome, MEETING_VIEW);
  }
}
