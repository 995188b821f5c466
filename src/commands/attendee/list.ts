import { listAttendees } from '../../core/meetings/attendees.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { MEETING_FLAGS, meetingRequest } from '../../input/meeting-request.js';
import { ATTENDEES_VIEW } from '../../output/views/attendees.js';

export default class AttendeeList extends ChimeJoinCommand<typeof AttendeeList> {
  static override summary = 'list the attendees of a meeting';
  static override description =
    'All who were created and not removed, whether they are connected or not: AWS does not tell.';
  static override examples = ['<%= config.bin %> attendee list --meeting-id ID'];
  static override flags = MEETING_FLAGS;

  async run(): Promise<void> {
    const { request, aws } = await this.request(meetingRequest);
    const outcome = await this.reach(aws, (ports, progress, signal) => listAttendees(request, ports, progress, signal));
    await this.write(outcome, ATTENDEES_VIEW);
  }
}
