import { listRuns } from '../../core/runs/summary.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { openRuns } from '../../frame/journal.js';
import { RUNS_FLAGS, runsListRequest } from '../../input/runs-request.js';
import { RUNS_LIST_VIEW } from '../../output/views/runs.js';

export default class RunsList extends ChimeJoinCommand<typeof RunsList> {
  static override summary = 'the runs of bridge on this machine, the latest first';
  static override description =
    `Sends nothing to AWS: it shows what the journals in $XDG_STATE_HOME/chime-join say. CUT_SHORT is a run whose process died
before it had its answer. The runs of an emulator are kept apart: they are listed where --endpoint-url or AWS_ENDPOINT_URL names
it, and are removed once it is gone.`;
  static override examples = [
    '<%= config.bin %> runs list',
    '<%= config.bin %> runs list --endpoint-url http://127.0.0.1:4566',
  ];
  static override flags = RUNS_FLAGS;

  async run(): Promise<void> {
    const place = await this.request(runsListRequest);
    const ports = { journal: await openRuns(this.config.version, place), clock: this.clock };
    await this.write(await this.offline(async (progress) => listRuns(ports, progress)), RUNS_LIST_VIEW);
  }
}
