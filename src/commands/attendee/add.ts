import { addAttendees } from '../../core/meetings/add-attendees.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { ATTENDEE_ADD_FLAGS, attendeeAddRequest } from '../../input/attendee-request.js';
import { openAttendeesFile } from '../../output/attendees-file.js';
import { ADDED_ATTENDEES_VIEW } from '../../output/views/attendees.js';

export default class AttendeeAdd extends ChimeJoinCommand<typeof AttendeeAdd> {
  static override summary = 'add attendees to a meeting';
  static override description =
    `They may hear, speak and see. Their join tokens are passwords, and go to --attendees-file alone; a token that is not
kept cannot be had again.`;
  static override examples = [
    '<%= config.bin %> attendee add --meeting-id ID --external-user-id ann --external-user-id bob --attendees-file attendees.json',
  ];
  static override flags = ATTENDEE_ADD_FLAGS;

  async run(): Promise<void> {
    const { request, aws, attendeesFile: path } = await this.request(attendeeAddRequest);
    const { clock } = this;
    const attendeesFile = path === null ? null : await openAttendeesFile(path);
    const outcome = await this.reach(aws, (ports, progress, signal) =>
      addAttendees(request, { ...ports, clock, attendeesFile }, progress, signal),
    );
    await this.write(outcome, ADDED_ATTENDEES_VIEW);
  }
}
