import { ChimeJoinCommand } from '../../frame/command.js';
import { checkedHandler } from '../../frame/handler.js';
import { HANDLER_CHECK_ARGS, HANDLER_CHECK_FLAGS, handlerCheckRequest } from '../../input/handler-request.js';
import { HANDLER_CHECK_VIEW } from '../../output/views/handler.js';

export default class HandlerCheck extends ChimeJoinCommand<typeof HandlerCheck> {
  static override summary = 'find out whether your handler can join a call, and which bridge command makes it';
  static override description =
    `Runs the handler through the events of a call on this machine, finds out which arguments it reads, looks for those that
make it return JoinChimeMeeting, and has a simulated call join a meeting with them. Prints what it found, what to do, and the
very bridge command. A file runs without your environment and credentials; a function behind a URL runs as it is, with
whatever it can reach: name one that may be tried. Ends with 0 where all is well, 1 where there are findings.`;
  static override examples = [
    '<%= config.bin %> handler check ./index.mjs',
    '<%= config.bin %> handler check ./lambda_function.py --json',
    '<%= config.bin %> handler check --handler-url http://127.0.0.1:9000',
  ];
  static override args = HANDLER_CHECK_ARGS;
  static override flags = HANDLER_CHECK_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(handlerCheckRequest);
    await this.write(await this.offline(() => checkedHandler(request, this.interrupt)), HANDLER_CHECK_VIEW);
  }
}
