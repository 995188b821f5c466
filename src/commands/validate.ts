import { validate } from '../core/validate/validate.js';
import { ChimeJoinCommand } from '../frame/command.js';
import { currentInvocation } from '../frame/invocation.js';
import { VALIDATE_ARGS, VALIDATE_FLAGS, validateRequest } from '../input/validate-request.js';
import { fixedView, PROBLEMS_VIEW, problemsText } from '../output/views/validate.js';

export default class Validate extends ChimeJoinCommand<typeof Validate> {
  static override summary = 'what is wrong with an action, a response, an event or arguments, and repair its JSON';
  static override description =
    `Offline. Tells every problem at once, with its place, the rule, its source and how sure that is. What is no JSON is
located, and the cause named. With --fix the repaired document goes to stdout where every repair is certain, and nothing
where one is not; the problems go to stderr. Ends with 0 where there is nothing wrong (or nothing left), else with 1.`;
  static override examples = [
    '<%= config.bin %> validate response.json',
    'pbpaste | <%= config.bin %> validate - --as event',
    '<%= config.bin %> validate --fix copied.json > event.json',
  ];
  static override args = VALIDATE_ARGS;
  static override flags = VALIDATE_FLAGS;

  async run(): Promise<void> {
    const request = await this.request(validateRequest);
    const outcome = await this.offline(async () => validate(request));
    if (request.fix) this.output.say(problemsText(outcome).trimEnd());
    await this.write(outcome, request.fix ? fixedView(currentInvocation().streams.outIsTerminal) : PROBLEMS_VIEW);
  }
}
