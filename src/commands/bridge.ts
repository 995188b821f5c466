import { bridge } from '../core/bridge/bridge.js';
import { rehearse } from '../core/bridge/rehearse.js';
import { ChimeJoinCommand } from '../frame/command.js';
import { openRuns } from '../frame/journal.js';
import { digest, endpointOf } from '../frame/wiring.js';
import { BRIDGE_FLAGS } from '../input/bridge-flags.js';
import { bridgeRequest } from '../input/bridge-request.js';
import { TOWARDS_AWS } from '../input/flags.js';
import { attendeesFileAt } from '../output/attendees-file.js';
import { BRIDGE_VIEW, DRY_RUN_VIEW } from '../output/views/bridge.js';

export default class Bridge extends ChimeJoinCommand<typeof Bridge> {
  static override summary = 'get a live call into a meeting, and prove it';
  static override description =
    `Makes the meeting and the attendee, has the call's handler return JoinChimeMeeting, and looks in the handler's own log
whether the call joined. The verdict is the first word of the last line, the cause of a failure follows it:
JOINED (0), ACCEPTED (0, with --no-wait), UNCONFIRMED (7), NOT_JOINED (10), FAILED (1, 3, 4, 5, 6).`;
  static override examples = [
    '<%= config.bin %> bridge --call-id 9ff01357-23c5-4611-9dd3-f05f9d654faa',
    '<%= config.bin %> bridge --transaction-id ID --sma-id ID --meeting-id ID --json',
    'pbpaste | <%= config.bin %> bridge --event -',
    "<%= config.bin %> bridge --call-id ID --arguments none --argument 'token={{JoinToken}}' --dry-run",
  ];
  static override flags = { ...BRIDGE_FLAGS, ...TOWARDS_AWS };

  async run(): Promise<void> {
    const { request, aws, dryRun, attendeesFile } = await this.request(bridgeRequest);
    const { clock, chance, emit, interrupt } = this;
    const file = attendeesFile === null ? null : attendeesFileAt(attendeesFile);
    await this.withAws(aws, async (ports) => {
      const journal = await openRuns(this.config.version, aws);
      const all = { ...ports, clock, chance, journal, digest, endpoint: () => endpointOf(aws), attendeesFile: file };
      if (dryRun) await this.write(await rehearse(request, all, emit, interrupt), DRY_RUN_VIEW);
      else await this.write(await bridge(request, all, emit, interrupt), BRIDGE_VIEW);
    });
  }
}
