import { EXIT_CODES } from '../core/exit-codes.js';
import type { Failure } from '../core/failure.js';
import type { Outcome, RunEvent } from '../core/outcome/outcome.js';
import type { WireTrace } from '../core/ports/aws.js';
import { envelope, jsonLine } from './envelope.js';
import { openPalette, type Palette } from './palette.js';
import { gatherRetries } from './retries.js';
import { lostText, type Streams } from './streams.js';
import { failureText } from './views/failure.js';
import { openProgressView } from './views/progress.js';
import { traceLine } from './views/trace.js';
import type { View } from './views/view.js';
import { visibleWhole } from './visible.js';

export interface OutputOptions {
  streams: Streams;
  /** Colours are wanted, wherever a terminal can show them. */
  colour: boolean;
  json: boolean;
  quiet: boolean;
  /** The command as it is typed, without the program's name. */
  command: string;
}

/** All that a command writes: the conversation to stderr, the result to stdout. */
export interface Output {
  progress(event: RunEvent): void;
  trace(wire: WireTrace): void;
  /** A line of the conversation that is no step of a run. */
  say(text: string): void;
  /** One document of a stream, on a line of stdout. */
  document(document: unknown): void;
  /**
   * Writes the outcome and gives the exit code. `interruption` is the exit code of the signal that interrupted the run, if
   * one did: it stands for whatever else the ending would have been, unless all was done.
   */
  finish<Result>(outcome: Outcome<Result>, view: View<Result>, interruption: number | null): Promise<number>;
}

export async function openOutput({ streams, colour, json, quiet, command }: OutputOptions): Promise<Output> {
  const draws = process.env['TERM'] !== 'dumb';
  const errPalette = await openPalette(colour && draws && streams.errIsTerminal);
  const outPalette = await openPalette(colour && draws && streams.outIsTerminal);
  const retries = gatherRetries();
  const live = streams.errIsTerminal && draws;
  const view = await openProgressView(streams, errPalette, { quiet, live });
  return {
    progress(event) {
      retries.note(event);
      view.show(event);
    },
    trace(wire) {
      view.stop();
      streams.err(`${errPalette.dim(traceLine(wire))}\n`);
    },
    say: (text) => {
      view.stop();
      streams.err(`${visibleWhole(text)}\n`);
    },
    document: (document) => void streams.out(jsonLine(document)),
    async finish(outcome, resultView, interruption) {
      view.stop();
      const failure = interrupted(outcome.failure, interruption);
      const ended = { ...outcome, failure };
      writeFailure(failure, streams, errPalette);
      const text = json ? jsonLine(envelope(command, ended, retries.kept)) : resultView.text(ended, outPalette);
      const lost = await streams.out(text);
      const exitCode = failure?.exitCode ?? EXIT_CODES.done.code;
      if (lost === null || resultView.work === 'report') return exitCode;
      if (resultView.work === 'ids') streams.err(resultView.text(ended, errPalette));
      if (lost.code === 'EPIPE') {
        // Who closes the pipe (`| head -1`) has what they want, unless it is of use as a whole alone.
        if (resultView.work === 'document') return exitCode;
        streams.err(`${lostText(lost)}\n`);
      }
      return exitCode === EXIT_CODES.done.code ? EXIT_CODES.failed.code : exitCode;
    },
  };
}

/** Writes a failure that ended the program before it had a request: usage errors and unknown commands. */
export async function writeEarlyFailure<Result>(
  failure: Failure,
  early: { result: Result; view: View<Result> } | null,
  { streams, colour, json, command }: Omit<OutputOptions, 'quiet'>,
): Promise<number> {
  writeFailure(failure, streams, await openPalette(colour && streams.errIsTerminal));
  const outcome = { ...NOTHING, result: early?.result ?? null, failure };
  if (json) await streams.out(jsonLine(envelope(command, outcome)));
  else if (early !== null)
    await streams.out(early.view.text(outcome, await openPalette(colour && streams.outIsTerminal)));
  return failure.exitCode;
}

/** A document that is there without a run: help, version. */
export function writeDocument(streams: Streams, command: string, result: unknown): void {
  void streams.out(jsonLine(envelope(command, { ...NOTHING, result })));
}

const NOTHING = { result: null, failure: null, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] };

function writeFailure(failure: Failure | null, streams: Streams, palette: Palette): void {
  if (failure !== null) streams.err(failureText(failure, palette));
}

function interrupted(failure: Failure | null, interruption: number | null): Failure | null {
  if (failure === null || interruption === null) return failure;
  return failure.changedTo(failure.code, failure.message, { exitCode: interruption });
}
