import { ChimeJoinCommand } from '../../frame/command.js';
import { hangUp } from '../../frame/emulator.js';
import { EMULATOR_HANGUP_FLAGS, emulatorHangUpRequest } from '../../input/running-emulator.js';
import { HANG_UP_VIEW } from '../../output/views/emulator.js';

export default class EmulatorHangup extends ChimeJoinCommand<typeof EmulatorHangup> {
  static override summary = 'have the caller hang up on a running embedded AWS';
  static override examples = [
    '<%= config.bin %> emulator hangup --transaction-id ID --endpoint-url http://127.0.0.1:4566',
  ];
  static override flags = EMULATOR_HANGUP_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(emulatorHangUpRequest);
    await this.write(await this.offline(() => hangUp(request, this.interrupt)), HANG_UP_VIEW);
  }
}
