import { removeAttendee } from '../../core/meetings/attendees.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { ATTENDEE_REMOVE_FLAGS, attendeeRemoveRequest } from '../../input/ending-request.js';
import { REMOVED_ATTENDEES_VIEW } from '../../output/views/attendees.js';

export default class AttendeeRemove extends ChimeJoinCommand<typeof AttendeeRemove> {
  static override summary = 'remove an attendee from a meeting';
  static override description =
    `Whoever is connected as this attendee leaves the meeting, and its join token stops working. Says who that is, as far as
it is known, and asks first. A script says --yes.`;
  static override examples = [
    '<%= config.bin %> attendee remove --meeting-id ID --attendee-id ID',
    '<%= config.bin %> attendee remove --meeting-id ID --attendee-id ID --yes',
  ];
  static override flags = ATTENDEE_REMOVE_FLAGS;

  async run(): Promise<void> {
    const { request, aws, confirm } = await this.request(attendeeRemoveRequest);
    await this.requireConfirmed(aws, request, confirm);
    const outcome = await this.reach(aws, (ports, progress, signal) =>
      removeAttendee(request, ports, progress, signal),
    );
    await this.write(outcome, REMOVED_ATTENDEES_VIEW);
  }
}
