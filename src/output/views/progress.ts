import { showDuration } from '../../core/duration.js';
import type { Retry, RunEvent } from '../../core/outcome/outcome.js';
import type { Palette } from '../palette.js';
import type { Streams } from '../streams.js';
import { visibleLine } from '../visible.js';

/** Follows a run on stderr. `stop` must be called before anything else is written there. */
export interface ProgressView {
  show(event: RunEvent): void;
  stop(): void;
}

export interface ViewOptions {
  quiet: boolean;
  /** A spinner is drawn; only ever on a terminal. */
  live: boolean;
}

/** Steps as lines, each with its duration; on a terminal a spinner shows what is going on now. */
export async function openProgressView(
  streams: Streams,
  palette: Palette,
  { quiet, live }: ViewOptions,
): Promise<ProgressView> {
  const spinner = live && !quiet ? await openSpinner(streams) : null;
  const running = new Map<string, string>();
  const redraw = () => {
    if (running.size === 0) spinner?.clear();
    else spinner?.draw([...running.values()].join(', '));
  };
  const say = (line: string) => {
    spinner?.clear();
    streams.err(`${line}\n`);
    redraw();
  };
  return {
    show(event) {
      if (event.type === 'warning') return say(`${palette.doubtful('Warning:')} ${visibleLine(event.message)}`);
      if (quiet) return;
      if (event.type === 'retry') return say(palette.dim(retryLine(event)));
      const { id } = event.step;
      const title = visibleLine(event.step.title);
      if (event.type === 'step-started') {
        running.set(id, title);
        redraw();
      } else {
        running.delete(id);
        const mark = markOf(event.outcome, palette);
        const note = event.note === null ? '' : `: ${visibleLine(event.note)}`;
        say(`${mark} ${title}${note} ${palette.dim(`(${showDuration(event.ms)})`)}`);
      }
    },
    stop() {
      running.clear();
      spinner?.clear();
    },
  };
}

/** A tick only where something was done: a step that did nothing, or was cut short, has a mark of its own. */
function markOf(outcome: string, palette: Palette): string {
  if (outcome === 'done') return palette.good('✔');
  return outcome === 'skipped' ? palette.dim('–') : palette.bad('✖');
}

/** `  CreateMeeting again in 87 ms, attempt 2: AWS failed at the request to create the meeting.` */
function retryLine({ operation, attempt, reason, delayMs }: Retry): string {
  const next = `attempt ${attempt + 1}`;
  return `  ${visibleLine(operation)} again in ${showDuration(delayMs)}, ${next}: ${visibleLine(reason)}`;
}

interface Spinner {
  draw(text: string): void;
  clear(): void;
}

async function openSpinner(streams: Streams): Promise<Spinner> {
  const { default: yoctoSpinner } = await import('yocto-spinner');
  // Signals are ours: the library's own handler would end the process and leave what was created behind.
  const spinner = yoctoSpinner({ stream: streams.errStream, handleSignals: false });
  process.once('exit', () => spinner.stop());
  return {
    draw(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    clear() {
      if (spinner.isSpinning) spinner.stop();
    },
  };
}
