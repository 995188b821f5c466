import { ChimeJoinCommand } from '../../command.js';
import { removeAttendee } from '../../core/meetings/attendees.js';
import { ATTENDEE_REMOVE_FLAGS, attendeeRemoveRequest } from '../../input/attendee-request.js';
import { ATTENDEES_VIEW } from '../../output/attendees-view.js';

export default class AttendeeRemove extends ChimeJoinCommand<typeof AttendeeRemove> {
  static override summary = 'remove an attendee from a meeting';
  static override description =
    'Whoever is connected as this attendee leaves the meeting, and its join token is of no more use.';
  static override examples = ['<%= config.bin %> attendee remove --meeting-id ID --attendee-id ID'];
  static override flags = ATTENDEE_REMOVE_FLAGS;

  async run(): Promise<void> {
    const { request, aws } = await this.request(attendeeRemoveRequest);
    const outcome = await this.reach(aws, (ports, progress, signal) =>
      removeAttendee(request, ports, progress, signal),
    );
    this.write(outcome, ATTENDEES_VIEW);
  }
}
