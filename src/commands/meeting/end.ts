import { endMeeting } from '../../core/meetings/meeting.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { MEETING_END_FLAGS, meetingEndRequest } from '../../input/ending-request.js';
import { ENDED_MEETING_VIEW } from '../../output/views/meeting.js';

export default class MeetingEnd extends ChimeJoinCommand<typeof MeetingEnd> {
  static override summary = 'end a meeting, for everybody in it';
  static override description =
    `Says who may be in the meeting, as far as that is known, and asks before it disconnects them. A script says --yes. A
meeting that has ended already is a warning, and exit code 0. What a run left behind is removed by runs cleanup, which looks first.`;
  static override examples = [
    '<%= config.bin %> meeting end --meeting-id ID',
    '<%= config.bin %> meeting end --meeting-id ID --yes',
  ];
  static override flags = MEETING_END_FLAGS;

  async run(): Promise<void> {
    const { request, aws, confirm } = await this.request(meetingEndRequest);
    await this.requireConfirmed(aws, { ...request, attendeeId: null }, confirm);
    const outcome = await this.reach(aws, (ports, progress, signal) => endMeeting(request, ports, progress, signal));
    await this.write(outcome, ENDED_MEETING_VIEW);
  }
}
