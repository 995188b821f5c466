import { ChimeJoinCommand } from '../../frame/command.js';
import { serve, withEmulator } from '../../frame/emulator.js';
import { EMULATOR_FLAGS, emulatorRequest } from '../../input/emulator-options.js';
import { EVERYWHERE_BUT_JSON } from '../../input/flags.js';
import { NOTHING_TO_SHOW } from '../../output/views/emulator.js';

export default class EmulatorStart extends ChimeJoinCommand<typeof EmulatorStart> {
  static override summary = 'run the embedded AWS until a signal ends it';
  static override description =
    `Prints one JSON line when it is ready: its url, and the variables that point the AWS CLI and every AWS SDK at it.
It listens on 127.0.0.1 alone. GET /_emulator/rules tells each of its rules, and how sure that rule is.`;
  static override examples = [
    '<%= config.bin %> emulator start',
    '<%= config.bin %> emulator start --port 4566 --handler ./index.mjs',
    '<%= config.bin %> emulator start --handler-url http://127.0.0.1:9000',
  ];
  static override baseFlags = EVERYWHERE_BUT_JSON;
  static override flags = EMULATOR_FLAGS;
  static override endsByInterrupt = true;

  async run(): Promise<void> {
    const request = await this.request(emulatorRequest);
    const { document, say } = this.output;
    const outcome = await this.offline(() =>
      withEmulator(request, say, (emulator) => serve(emulator, document, this.interrupt)),
    );
    await this.write(outcome, NOTHING_TO_SHOW);
  }
}
