import { ChimeJoinCommand } from '../../command.js';
import { listRuns } from '../../core/runs/summary.js';
import { RUNS_LIST_VIEW } from '../../output/runs-view.js';
import { openRuns } from '../../wiring.js';

export default class RunsList extends ChimeJoinCommand<typeof RunsList> {
  static override summary = 'the runs of bridge on this machine, the latest first';
  static override description =
    'Offline: what the journals in $XDG_STATE_HOME/chime-join say. CUT_SHORT is a run whose process died before it had its answer.';
  static override examples = ['<%= config.bin %> runs list'];

  async run(): Promise<void> {
    await this.request(async () => null);
    const ports = { journal: await openRuns(this.config.version), clock: this.clock };
    this.write(await this.offline(async (progress) => listRuns(ports, progress)), RUNS_LIST_VIEW);
  }
}
