import { checkParity } from '../../core/parity/check.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { withBothSides } from '../../frame/parity.js';
import { PARITY_FLAGS, parityRequest } from '../../input/parity-request.js';
import { openReportFile } from '../../output/report-file.js';
import { PARITY_VIEW, parityReport } from '../../output/views/parity.js';

export default class EmulatorParity extends ChimeJoinCommand<typeof EmulatorParity> {
  static override summary = 'hold the embedded AWS against an AWS account, and print where they differ';
  static override description =
    `Sends one list of requests to the account and to an emulator, and prints a report that holds no ids, numbers or tokens, so
that it can be put into an issue. Makes one meeting and ends it, touches no other, and reads. It sends an update only to the
live call that --transaction-id names. Says what it will send, and what that costs, and asks first; a script says --yes.
Ends with 0 where the two are the same, 1 where they differ, 9 where its meeting could not be ended.`;
  static override examples = [
    '<%= config.bin %> emulator parity --region us-east-1',
    '<%= config.bin %> emulator parity --region us-east-1 --sma-id ID --report parity.md --yes',
  ];
  static override flags = PARITY_FLAGS;
  static override leftoverOutranksInterrupt = true;

  async run(): Promise<void> {
    const { request, aws, report, confirm } = await this.request(parityRequest);
    const file = report === null ? null : await openReportFile(report);
    await confirm();
    const surroundings = { version: this.config.version, trace: aws.debug ? this.output.trace : null };
    const { clock, interrupt } = this;
    const outcome = await this.reach(aws, ({ meetings, attendees }, progress, signal) =>
      withBothSides(request, aws, surroundings, ({ own, ...sides }) =>
        checkParity(request, { meetings, attendees, clock, ...sides }, progress, { own, signal, interrupt }),
      ),
    );
    const lost = outcome.result === null ? null : ((await file?.write(parityReport(outcome.result))) ?? null);
    if (lost !== null) this.output.say(lost.message);
    await this.write({ ...outcome, failure: outcome.failure ?? lost }, PARITY_VIEW);
  }
}
