import { createMeeting } from '../../core/meetings/create-meeting.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { MEETING_CREATE_FLAGS, meetingCreateRequest } from '../../input/meeting-request.js';
import { openAttendeesFile } from '../../output/attendees-file.js';
import { CREATED_MEETING_VIEW } from '../../output/views/meeting.js';

export default class MeetingCreate extends ChimeJoinCommand<typeof MeetingCreate> {
  static override summary = 'make a meeting';
  static override description =
    `A meeting that nobody joins ends after five minutes. With --external-meeting-id the same command finds the meeting
again while it lasts, so that it may be repeated.`;
  static override examples = [
    '<%= config.bin %> meeting create --external-meeting-id incident-4711 --media-region eu-west-1',
    '<%= config.bin %> meeting create --add-attendee guest --attendees-file attendees.json --json',
  ];
  static override flags = MEETING_CREATE_FLAGS;

  async run(): Promise<void> {
    const { request, aws, attendeesFile: path } = await this.request(meetingCreateRequest);
    const { clock } = this;
    const attendeesFile = path === null ? null : await openAttendeesFile(path);
    const outcome = await this.reach(aws, (ports, progress, signal) =>
      createMeeting(request, { ...ports, clock, attendeesFile }, progress, signal),
    );
    await this.write(outcome, CREATED_MEETING_VIEW);
  }
}
