import { Command, type Interfaces } from '@oclif/core';
import type { AwsHooks } from '../aws/open.js';
import { SYSTEM_CLOCK } from '../aws/pace.js';
import { failed } from '../core/catalogue/failed.js';
import { EXIT_CODES } from '../core/exit-codes.js';
import type { Target } from '../core/meetings/affected.js';
import type { Chance } from '../core/outcome/backoff.js';
import type { Outcome, Retry, RunEvent } from '../core/outcome/outcome.js';
import type { Progress } from '../core/outcome/progress.js';
import { runUseCase } from '../core/outcome/use-case.js';
import type { Aws } from '../core/ports/aws.js';
import type { Clock } from '../core/ports/clock.js';
import type { RunsReach } from '../core/runs/ports.js';
import type { ResolvedAws, RunsAccess } from '../input/aws-settings.js';
import type { InputContext } from '../input/context.js';
import type { Confirm } from '../input/ending-request.js';
import { EVERYWHERE } from '../input/flags.js';
import type { Typed } from '../input/typed.js';
import { type Output, openOutput } from '../output/output.js';
import type { View } from '../output/views/view.js';
import { currentInvocation } from './invocation.js';
import { openInput, withAws } from './wiring.js';

type FlagsOf<Class extends typeof Command> = Interfaces.InferredFlags<Class['flags']>;

/**
 * Every command: its flags become a request, the request an outcome, the outcome bytes and an exit code. Whatever is
 * thrown on the way is a failure that `main` writes, in the same envelope.
 */
export abstract class ChimeJoinCommand<Class extends typeof Command> extends Command {
  static override baseFlags = EVERYWHERE;
  /** What stands after `--` is a command to run, not an argument of this one. */
  static takesCommand = false;
  /** An interrupt is this command's ordinary end, or another command's to tell of. */
  static endsByInterrupt = false;
  /** What was left behind decides the exit code even where a signal ended the command: somebody has to remove it. */
  static leftoverOutranksInterrupt = false;
  protected readonly clock: Clock = SYSTEM_CLOCK;
  protected readonly chance: Chance = Math.random;
  protected readonly interrupt: AbortSignal = currentInvocation().interrupt;
  #output: Output | null = null;
  #commandToRun: string[] = [];
  /** An interrupt that comes when all is told stops nothing. */
  readonly #told = new AbortController();

  /** Reads the request: flags first, then whatever `read` needs of environment, files and answers. */
  protected async request<Request>(
    read: (typed: Typed<FlagsOf<Class>>, context: InputContext) => Promise<Request>,
  ): Promise<Request> {
    currentInvocation().command = this.name;
    const words = this.argv.indexOf('--');
    const takesCommand = (this.ctor as typeof ChimeJoinCommand).takesCommand && words !== -1;
    if (takesCommand) this.#commandToRun = this.argv.slice(words + 1);
    const { flags, args, raw } = await this.parse(
      this.ctor as unknown as Class,
      takesCommand ? this.argv.slice(0, words) : this.argv,
    );
    const typed = new Set(raw.flatMap((token) => (token.type === 'flag' ? [token.flag] : [])));
    const { quiet, 'no-input': noInput } = flags as unknown as Record<string, boolean | undefined>;
    const { streams, colour, json } = currentInvocation();
    this.#output = await openOutput({ streams, colour, json, quiet: quiet === true, command: this.name });
    if (!(this.ctor as typeof ChimeJoinCommand).endsByInterrupt) this.tellInterrupt();
    const said = { flags: flags as FlagsOf<Class>, typed, args: args as Record<string, string | undefined> };
    return read(said, openInput(streams, noInput === true, this.output.say, this.interrupt));
  }

  private tellInterrupt(): void {
    const tell = () => this.output.say('Interrupted: stopping. Interrupt again to leave at once.');
    this.interrupt.addEventListener('abort', tell, { once: true, signal: this.#told.signal });
  }

  /** A use case over AWS, and its outcome. */
  protected async reach<Result>(
    settings: ResolvedAws,
    work: (aws: Aws, progress: Progress, signal: AbortSignal) => Promise<Result>,
  ): Promise<Outcome<Result>> {
    const { timeoutMs } = settings;
    const { clock, interrupt, emit } = this;
    return this.withAws(settings, (aws) =>
      runUseCase({ clock, emit, interrupt, timeoutMs }, (progress, signal) => work(aws, progress, signal)),
    );
  }

  protected withAws<T>(settings: ResolvedAws, work: (aws: Aws) => Promise<T>): Promise<T> {
    return withAws(settings, this.hooks(settings), work);
  }

  /** Says whom the command affects, and asks the person who is there. Throws NOT_CONFIRMED, INTERRUPTED. */
  protected async requireConfirmed(settings: ResolvedAws, target: Target, confirm: Confirm): Promise<void> {
    const { requireConfirmed } = await import('./confirm.js');
    const { openRuns } = await import('./journal.js');
    const journal = await openRuns(this.config.version, settings);
    const { clock, interrupt } = this;
    const aws = <T>(work: (aws: Aws) => Promise<T>) => this.withAws(settings, work);
    await requireConfirmed({ target, confirm, journal, clock, interrupt, say: this.output.say, withAws: aws });
  }

  /** A use case over earlier runs, and its outcome. */
  protected async reachRuns<Result>(
    access: RunsAccess,
    work: (reach: RunsReach, progress: Progress, signal: AbortSignal) => Promise<Result>,
  ): Promise<Outcome<Result>> {
    const { timeoutMs } = access;
    const { clock, interrupt, emit } = this;
    const { withRuns } = await import('./runs.js');
    return withRuns(access, this.config.version, this.hooks(access), (reach) =>
      runUseCase({ clock, emit, interrupt, timeoutMs }, (progress, signal) => work(reach, progress, signal)),
    );
  }

  /** What is told of the wire: what is sent again always, each request where it was asked for. */
  private hooks({ debug }: { debug: boolean }): AwsHooks {
    const retry = (again: Retry) => this.emit({ type: 'retry', ...again });
    return { retry, ...(debug ? { trace: this.output.trace } : {}) };
  }

  /** A use case that asks nobody. */
  protected offline<Result>(work: (progress: Progress) => Promise<Result>): Promise<Outcome<Result>> {
    const { clock, interrupt, emit } = this;
    return runUseCase({ clock, emit, interrupt, timeoutMs: null }, work);
  }

  protected readonly emit = (event: RunEvent): void => this.output.progress(event);

  /** Writes the outcome and sets the exit code: the command's last line. */
  protected async write<Result>(outcome: Outcome<Result>, view: View<Result>): Promise<void> {
    const { end, interruption } = currentInvocation();
    const isLeft = outcome.failure?.exitCode === EXIT_CODES.leftBehind.code;
    const outranked = isLeft && (this.ctor as typeof ChimeJoinCommand).leftoverOutranksInterrupt;
    end(await this.output.finish(outcome, view, outranked ? null : interruption()));
    this.#told.abort();
  }

  /** Ends with another command's exit code. */
  protected endWith(exitCode: number): void {
    currentInvocation().end(exitCode);
  }

  /** The command after `--`. */
  protected commandToRun(): [string, ...string[]] {
    const [file, ...args] = this.#commandToRun;
    if (file !== undefined && file !== '') return [file, ...args];
    throw failed('USAGE.no-inner-command', { command: this.name });
  }

  protected get output(): Output {
    if (this.#output === null) throw new Error('the request is read before anything is written');
    return this.#output;
  }

  /** oclif would set an exit code and print: `main` does both. */
  protected override catch(error: Error): Promise<never> {
    return Promise.reject(error);
  }

  private get name(): string {
    return (this.id ?? '').replaceAll(':', ' ');
  }
}
