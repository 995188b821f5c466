import { ChimeJoinCommand } from '../../frame/command.js';
import { press } from '../../frame/emulator.js';
import { EMULATOR_PRESS_FLAGS, emulatorPressRequest } from '../../input/running-emulator.js';
import { PRESS_VIEW } from '../../output/views/emulator.js';

export default class EmulatorPress extends ChimeJoinCommand<typeof EmulatorPress> {
  static override summary = 'have the caller press keys on a running embedded AWS';
  static override examples = [
    "<%= config.bin %> emulator press --transaction-id ID --digits '1234#' --endpoint-url http://127.0.0.1:4566",
  ];
  static override flags = EMULATOR_PRESS_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(emulatorPressRequest);
    await this.write(await this.offline(() => press(request, this.interrupt)), PRESS_VIEW);
  }
}
