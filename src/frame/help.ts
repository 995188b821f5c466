import { Help, type Interfaces } from '@oclif/core';
import { EXIT_CODES } from '../core/exit-codes.js';
import { writeDocument } from '../output/output.js';
import { currentInvocation } from './invocation.js';

/** oclif's help, written through `output`: with `--json` it is a document like everything else. */
export default class ChimeJoinHelp extends Help {
  readonly #lines: string[] = [];

  protected override log(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  /** Topics hold commands, not further topics, and are listed all the same. */
  protected override get sortedTopics(): Interfaces.Topic[] {
    const holding = this.config.topics.filter(({ name }) =>
      this.config.commandIDs.some((id) => id.startsWith(`${name}:`)),
    );
    return holding.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  override async showHelp(argv: string[]): Promise<void> {
    await super.showHelp(argv.filter((word) => word !== '--json'));
    const { streams, json } = currentInvocation();
    const help = `${this.#lines.join('\n').trimEnd()}\n`;
    if (json) writeDocument(streams, argv.filter((word) => !word.startsWith('-')).join(' ') || 'chime-join', { help });
    else streams.out(help);
  }

  protected override async showRootHelp(): Promise<void> {
    await super.showRootHelp();
    const codes = Object.values(EXIT_CODES).map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`);
    this.log('EXIT CODES', ...codes);
  }
}
