import { ChimeJoinCommand } from '../../frame/command.js';
import { printedHandler } from '../../frame/handler.js';
import { HANDLER_PRINT_FLAGS, handlerPrintRequest } from '../../input/handler-request.js';
import { HANDLER_PRINT_VIEW } from '../../output/views/handler.js';

export default class HandlerPrint extends ChimeJoinCommand<typeof HandlerPrint> {
  static override summary = 'print what your handler needs: the code that joins a call, or the permissions';
  static override description =
    `Writes one file to stdout and nothing else. Without --whole it is a function without dependencies to drop into the
handler you have; with --whole it is a minimal handler, ready to deploy.`;
  static override examples = [
    '<%= config.bin %> handler print --language node > join-on-update.mjs',
    '<%= config.bin %> handler print --language python --whole > sma_handler.py',
    '<%= config.bin %> handler print --language policy',
  ];
  static override flags = HANDLER_PRINT_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(handlerPrintRequest);
    await this.write(await this.offline(() => printedHandler(request, this.output.say)), HANDLER_PRINT_VIEW);
  }
}
