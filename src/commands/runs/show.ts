import { showRun } from '../../core/runs/summary.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { openRuns } from '../../frame/journal.js';
import { RUN_ARGS, RUNS_FLAGS, runsShowRequest } from '../../input/runs-request.js';
import { RUN_SHOW_VIEW } from '../../output/views/runs.js';

export default class RunsShow extends ChimeJoinCommand<typeof RunsShow> {
  static override summary = 'what one run did, line by line';
  static override description = 'Its whole journal; nothing is sent to AWS. No join token is in it.';
  static override examples = ['<%= config.bin %> runs show run-20261123-142905-3fa9c1'];
  static override args = RUN_ARGS;
  static override flags = RUNS_FLAGS;

  async run(): Promise<void> {
    const { runId, place } = await this.request(runsShowRequest);
    const ports = { journal: await openRuns(this.config.version, place), clock: this.clock };
    await this.write(await this.offline(async () => showRun(runId, ports)), RUN_SHOW_VIEW);
  }
}
