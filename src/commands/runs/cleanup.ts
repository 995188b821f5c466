import { cleanUp } from '../../core/runs/cleanup.js';
import { ChimeJoinCommand } from '../../frame/command.js';
import { RUN_ARGS, RUNS_CLEANUP_FLAGS, runsCleanupRequest } from '../../input/runs-request.js';
import { CLEANUP_PREVIEW, CLEANUP_VIEW } from '../../output/views/runs-cleanup.js';

export default class RunsCleanup extends ChimeJoinCommand<typeof RunsCleanup> {
  static override summary = 'remove what ended runs left in place';
  static override description =
    `Finds the meetings and attendees that runs created and did not take back, and removes them with --yes. After an update
that may have been delivered, that is only once the call is over, and nobody else has a seat. What is kept is told with
the reason. Runs that are under way, and those of another endpoint, are left alone.`;
  static override examples = ['<%= config.bin %> runs cleanup', '<%= config.bin %> runs cleanup --yes'];
  static override args = RUN_ARGS;
  static override flags = RUNS_CLEANUP_FLAGS;

  async run(): Promise<void> {
    const { request, access } = await this.request(runsCleanupRequest);
    const outcome = await this.reachRuns(access, (reach, progress, signal) =>
      cleanUp(request, reach, progress, { signal, interrupt: this.interrupt }),
    );
    await this.write(outcome, request.yes ? CLEANUP_VIEW : CLEANUP_PREVIEW);
  }
}
