import { ChimeJoinCommand } from '../../frame/command.js';
import { placeCall } from '../../frame/emulator.js';
import { EMULATOR_CALL_FLAGS, emulatorCallRequest } from '../../input/running-emulator.js';
import { PLACED_CALL_VIEW } from '../../output/views/emulator.js';

export default class EmulatorCall extends ChimeJoinCommand<typeof EmulatorCall> {
  static override summary = 'place a call on a running embedded AWS';
  static override examples = [
    '<%= config.bin %> emulator call --endpoint-url http://127.0.0.1:4566 --from +12065550100',
  ];
  static override flags = EMULATOR_CALL_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(emulatorCallRequest);
    await this.write(await this.offline(() => placeCall(request, this.interrupt)), PLACED_CALL_VIEW);
  }
}
