import { checkRun } from '../../core/runs/check.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { RUN_ARGS, RUNS_CHECK_FLAGS, runsCheckRequest } from '../../input/runs-request.js';
import { BRIDGE_VIEW } from '../../output/views/bridge.js';

export default class RunsCheck extends ChimeJoinCommand<typeof RunsCheck> {
  static override summary = 'look again whether a run joined its caller';
  static override description =
    `Reads the evidence of the run again, and sends nothing else. The verdict and the exit code are those of bridge; what is
found is written to the run's journal.`;
  static override examples = ['<%= config.bin %> runs check run-20261123-142905-3fa9c1'];
  static override args = RUN_ARGS;
  static override flags = RUNS_CHECK_FLAGS;

  async run(): Promise<void> {
    const { request, access } = await this.request(runsCheckRequest);
    const outcome = await this.reachRuns(access, (reach, progress, signal) =>
      checkRun(request, reach, progress, { signal, interrupt: this.interrupt }),
    );
    await this.write(outcome, BRIDGE_VIEW);
  }
}
