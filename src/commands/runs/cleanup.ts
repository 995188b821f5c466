import { ChimeJoinCommand } from '../../command.js';
import { cleanUp } from '../../core/runs/cleanup.js';
import { RUN_ARGS, RUNS_CLEANUP_FLAGS, runsCleanupRequest } from '../../input/runs-request.js';
import { CLEANUP_VIEW } from '../../output/runs-view.js';

export default class RunsCleanup extends ChimeJoinCommand<typeof RunsCleanup> {
  static override summary = 'remove what dead runs left behind';
  static override description =
    `Finds the meetings and attendees that runs created and did not take back, and removes them with --yes. Kept, and told
with the reason: where the call's records show a caller in the meeting, and where the update may have been delivered and
nothing proves that nobody joined. Browser attendees cannot be seen: ending a meeting disconnects them too. Runs that
are under way, and those of another endpoint, are left alone.`;
  static override examples = ['<%= config.bin %> runs cleanup', '<%= config.bin %> runs cleanup --yes'];
  static override args = RUN_ARGS;
  static override flags = RUNS_CLEANUP_FLAGS;

  async run(): Promise<void> {
    const { request, access } = await this.request(runsCleanupRequest);
    const outcome = await this.reachRuns(access, (reach, progress, signal) =>
      cleanUp(request, reach, progress, signal, this.interrupt),
    );
    await this.write(outcome, CLEANUP_VIEW);
  }
}
