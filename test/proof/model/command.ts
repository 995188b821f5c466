/** What every command of a sequence has in common. */
import type { AsyncCommand } from 'fast-check';
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import type { LegState } from '../../../src/emulator/world.js';
import { argumentsOf } from '../stage/events.js';
import { changesIn } from '../stage/requests.js';
import { pause } from '../stage/side-by-side.js';
import type { WorldState } from '../stage/stages.js';
import type { Model, TheirMeeting } from './state.js';
import { noteDelivered, untruths } from './untruths.js';
import type { Ended, World } from './world.js';

/** The handler and the emulator's timers go on for so long after a command; joins take 150 ms. */
export const SETTLE_MS = 60;
/** How much of the story a failure shows. */
const LAST_OF_STORY = 14;

/** One of the list, which is not empty. */
export const nthOf = <T>(list: readonly T[], which: number): T => list[which % list.length] as T;

export abstract class Command<Given> implements AsyncCommand<Model, World> {
  constructor(readonly given: Given) {}

  /** What it needs to make sense. */
  check(model: Readonly<Model>): boolean {
    return model.calls.length > 0;
  }

  async run(model: Model, world: World): Promise<void> {
    model.steps += 1;
    const problems = await this.act(model, world, world.truth.requests().length);
    await hold(model, world, problems);
  }

  /** Gives what was wrong. `requests`: how many there had been. */
  abstract act(model: Model, world: World, requests: number): Promise<string[]>;

  toString(): string {
    return `${this.constructor.name}(${JSON.stringify(this.given)})`;
  }
}

/** Throws where a promise is broken. */
export async function hold(model: Model, world: World, problems: readonly string[]): Promise<void> {
  const state = await world.control.state();
  noteDelivered(model, world.truth.requests());
  const all = [...problems, ...untruths(model, world, state)];
  if (all.length === 0) return;
  const calls = state.calls.map(
    ({ status, events, legs }) =>
      `${status}: ${events.map(eventInWords).join(', ')}; ${legs.map(legInWords).join(', ')}`,
  );
  throw new Error([all.join('; '), ...model.story.slice(-LAST_OF_STORY), ...calls].join('\n  '));
}

function eventInWords(event: InvocationEvent): string {
  const { Sequence, InvocationEventType, ActionData, CallDetails } = event;
  const { RunId, MeetingId } = argumentsOf(event);
  const id = String(RunId ?? MeetingId ?? ActionData?.Parameters?.['MeetingId'] ?? '').slice(0, 8);
  const connected = CallDetails.Participants.filter(({ Status }) => Status === 'Connected');
  const legs = connected.map(({ ParticipantTag }) => ParticipantTag.at(-1)).join('');
  return `${Sequence} ${InvocationEventType} ${ActionData?.Type ?? ''} ${id} ${legs}`;
}

const legInWords = ({ participantTag, status, meetingId }: LegState) =>
  `${participantTag} ${status} ${meetingId?.slice(0, 8) ?? ''}`;

export interface Seen {
  state: WorldState;
  changed: RecordedRequest[];
}

/** What is true once everything has come about, and what took effect since there were so many requests. */
export async function settled(model: Model, world: World, requests: number): Promise<Seen> {
  await world.control.faults([]);
  await pause(SETTLE_MS);
  const all = world.truth.requests();
  noteDelivered(model, all);
  return { state: await world.control.state(), changed: changesIn(all.slice(requests)) };
}

/** An outcome, for the story; `what` is its result in words. */
export function inStory<Result>(ended: Ended<Result>, what: (result: Result) => string): string {
  if (typeof ended === 'string') return ended;
  const { failure, result } = ended;
  return `${result === null ? 'null' : what(result)} ${failure?.code ?? ''} ${failure?.exitCode ?? 0}`;
}

/** A meeting of somebody else's, with one attendee. */
export function openTheirs(model: Model, world: World): TheirMeeting {
  const opened = world.emulator.openMeeting();
  model.meetings.push(opened);
  model.theirs.add(opened.attendeeId);
  return opened;
}
