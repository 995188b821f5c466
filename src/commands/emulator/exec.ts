import { ChimeJoinCommand } from '../../frame/command.js';
import { rehearseCommand, withEmulator } from '../../frame/emulator.js';
import { EMULATOR_FLAGS, emulatorRequest } from '../../input/emulator-options.js';
import { EVERYWHERE_BUT_JSON } from '../../input/flags.js';

export default class EmulatorExec extends ChimeJoinCommand<typeof EmulatorExec> {
  static override summary = 'rehearse a command: the embedded AWS, one live call, and nothing that reaches AWS';
  static override description =
    `Starts the embedded AWS, places one call, and runs COMMAND with the AWS variables and CHIME_JOIN_CALL_ID,
CHIME_JOIN_TRANSACTION_ID and CHIME_JOIN_SMA_ID set. Inherited AWS_*, CHIME_JOIN_* and proxy variables are removed. chime-join
is on the command's PATH. Ends with its exit code: 128+N after signal N, 127 where it is not found, 126 where it cannot be started.`;
  static override usage = 'emulator exec [FLAGS] -- COMMAND...';
  static override examples = [
    '<%= config.bin %> emulator exec -- <%= config.bin %> bridge',
    '<%= config.bin %> emulator exec --handler ./lambda_function.py -- ./runbook.sh',
  ];
  static override baseFlags = EVERYWHERE_BUT_JSON;
  static override flags = EMULATOR_FLAGS;
  static override endsByInterrupt = true;
  static override takesCommand = true;

  async run(): Promise<void> {
    const request = await this.request(emulatorRequest);
    const command = this.commandToRun();
    this.endWith(
      await withEmulator(request, this.output.say, (emulator) => rehearseCommand(emulator, command, this.interrupt)),
    );
  }
}
