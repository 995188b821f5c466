import { explain, listCatalogue } from '../core/explain/explain.js';
import { ChimeJoinCommand } from '../frame/command.js';
import { EXPLAIN_ARGS, EXPLAIN_FLAGS, explainRequest } from '../input/explain-request.js';
import { EXPLAIN_VIEW } from '../output/views/explain.js';

export default class Explain extends ChimeJoinCommand<typeof Explain> {
  static override summary = 'what an error, an event or a whole log means, and what to do';
  static override description =
    `Offline. Takes the name or the text of an AWS error, an exit code, a verdict, an event or a log, and says what it
means, how sure that is, what was changed, whether it is safe to run again, and what to do. Join tokens, arguments and
phone numbers are never shown.`;
  static override examples = [
    '<%= config.bin %> explain NotFoundException --operation UpdateSipMediaApplicationCall',
    '<%= config.bin %> explain 7',
    '<%= config.bin %> explain "ErrorJoiningMeeting: Error while joining meeting."',
    'aws logs tail /aws/lambda/sma-handler --since 15m | <%= config.bin %> explain --file -',
  ];
  static override args = EXPLAIN_ARGS;
  static override flags = EXPLAIN_FLAGS;

  async run(): Promise<void> {
    const request = await this.request((typed, context) => explainRequest(typed, context));
    const work = request === null ? async () => listCatalogue() : explain.bind(null, request);
    await this.write(await this.offline(async (progress) => work(progress)), EXPLAIN_VIEW);
  }
}
