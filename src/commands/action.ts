import { makeAction } from '../core/meetings/action.js';
import { ChimeJoinCommand } from '../frame/command.js';
import { ACTION_FLAGS, actionRequest } from '../input/action-request.js';
import { ACTION_VIEW, PRINTED_ACTION_VIEW } from '../output/views/action.js';

export default class Action extends ChimeJoinCommand<typeof Action> {
  static override summary = 'the JoinChimeMeeting action, for a handler to return';
  static override description =
    `Offline. The join token comes from a file, from standard input, or is asked for; it is never an argument, and is
written only with --print.`;
  static override examples = [
    'aws chime-sdk-meetings create-attendee --meeting-id ID --external-user-id phone | <%= config.bin %> action --attendee - --meeting-id ID --print',
    '<%= config.bin %> action --attendee attendees.json --external-user-id guest --as response --print',
  ];
  static override flags = ACTION_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(actionRequest);
    const outcome = await this.offline(async (progress) => makeAction(request, progress));
    await this.write(outcome, request.print ? PRINTED_ACTION_VIEW : ACTION_VIEW);
  }
}
