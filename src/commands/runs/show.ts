import { ChimeJoinCommand } from '../../command.js';
import { showRun } from '../../core/runs/summary.js';
import { RUN_ARGS, runIdRequest } from '../../input/runs-request.js';
import { RUN_SHOW_VIEW } from '../../output/runs-view.js';
import { openRuns } from '../../wiring.js';

export default class RunsShow extends ChimeJoinCommand<typeof RunsShow> {
  static override summary = 'what one run did, line by line';
  static override description = 'Offline: its whole journal. No join token is in it.';
  static override examples = ['<%= config.bin %> runs show run-20261123-142905-3fa9c1'];
  static override args = RUN_ARGS;

  async run(): Promise<void> {
    const runId = await this.request(runIdRequest);
    const ports = { journal: await openRuns(this.config.version), clock: this.clock };
    this.write(await this.offline(async () => showRun(runId, ports)), RUN_SHOW_VIEW);
  }
}
