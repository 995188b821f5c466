/** `bridge`: a new run, one that is asked for again, or one under whose id another call is named. */
import { recordOf } from '../../../src/core/journal/record.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { Fault } from '../../../src/emulator/faults.js';
import { answeredBridge, roomLeft } from './answers.js';
import { Command, inStory, nthOf, openTheirs, settled } from './command.js';
import { listener } from './hears.js';
import type { Doom } from './mortal.js';
import { requestOf } from './request.js';
import { type Model, type ModelRun, newRun } from './state.js';
import type { World } from './world.js';

const ADVANCE_MS = 130_000;

/** What happens while a bridge runs, so many milliseconds after it began. */
export interface Happening {
  after: number;
  what: 'hang-up' | 'interrupt' | 'advance' | 'second-operator';
}

export interface GivenBridge {
  /** Which earlier run is asked for again; null: a new one. */
  run: number | null;
  otherCall: boolean;
  call: number;
  /** Which meeting of somebody else's it goes into; null: a new one. */
  meeting: number | null;
  waitMs: number | null;
  keepMeeting: boolean;
  newMeeting: boolean;
  browsers: number;
  faults: Fault[];
  doom: Doom | null;
  meanwhile: Happening[];
}

export class Bridge extends Command<GivenBridge> {
  async act(model: Model, world: World, requests: number): Promise<string[]> {
    const { faults, doom } = this.given;
    const run = this.runOf(model, world);
    const other = this.otherCall(model, world, run);
    await world.control.faults(faults);
    run.asked += 1;
    const isSeen = faults.every(({ operation }) => operation !== 'GetMeeting');
    run.room = run.asked === 1 && isSeen ? roomLeft(model, run, world) : null;
    const { told, sent } = listener(model, run, world, 'bridge');
    const outcome = await world.bridge(other ?? run.request, { doom, told }, (interrupt) =>
      this.begin(model, world, run, interrupt),
    );
    const { state, changed } = await settled(model, world, requests);
    model.story.push(`${this} -> ${run.request.runId}: ${inStory(outcome, ({ verdict }) => verdict)}`);
    if (outcome === 'hung') return ['it hung'];
    if (outcome === 'died') {
      model.deaths += 1;
      return [];
    }
    const { result, failure } = outcome;
    if (other !== null) {
      if (failure?.code === 'RUN_UNDER_WAY') return [];
      const isRefused = failure?.code === 'RUN_ID_TAKEN' && failure.exitCode === 2 && result === null;
      return isRefused && changed.length === 0 ? [] : ['another call under a known run id was not refused'];
    }
    model.verdicts.push(result?.verdict ?? 'none');
    return answeredBridge(model, { run, outcome, state, changed }, sent.attempt);
  }

  private runOf(model: Model, { region }: World): ModelRun {
    const { run: which, call, meeting, waitMs, keepMeeting, newMeeting, browsers } = this.given;
    if (which !== null && model.runs.length > 0) return nthOf(model.runs, which);
    const meetingId = meeting === null || model.meetings.length === 0 ? null : nthOf(model.meetings, meeting).meetingId;
    const names = ['ann', 'bob'].slice(0, browsers);
    const wanted = { region, meetingId, waitMs, keepMeeting, newMeeting, browsers: names };
    const run = newRun(requestOf(`run-${model.runs.length}`, nthOf(model.calls, call), wanted));
    model.runs.push(run);
    return run;
  }

  /** The run's request with another call in it, where that is asked for and the run is in the journal; else null. */
  private otherCall({ calls }: Model, world: World, { request }: ModelRun): BridgeRequest | null {
    const other = calls.find(({ callId }) => callId !== request.call.callId);
    const record = recordOf(request.runId, world.read(request.runId) ?? { entries: [] });
    if (!this.given.otherCall || other === undefined || record === null) return null;
    const { callId, transactionId, sipMediaApplicationId } = other;
    return { ...request, call: { callId, transactionId, sipMediaApplicationId } };
  }

  /** Starts what happens while a bridge runs; gives what stops it. */
  private begin(model: Model, world: World, { request }: ModelRun, interrupt: AbortController): () => void {
    const transactionId = request.call.transactionId ?? '';
    const happens: Record<Happening['what'], () => void> = {
      'hang-up': () => world.emulator.hangUp(transactionId),
      interrupt: () => interrupt.abort(),
      advance: () => void world.advance(ADVANCE_MS).catch(() => {}),
      'second-operator': () => {
        const { joinToken, meetingId } = openTheirs(model, world);
        world.emulator.updateCall(transactionId, { JoinToken: joinToken, MeetingId: meetingId });
      },
    };
    const timers = this.given.meanwhile.map(({ after, what }) => setTimeout(happens[what], after));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }
}
