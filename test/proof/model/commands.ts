/** What callers and other operators do. */
import { pause } from '../stage/side-by-side.js';
import { PHONES } from '../stage/stages.js';
import { Command, nthOf, openTheirs, SETTLE_MS } from './command.js';
import type { Model } from './state.js';
import type { World } from './world.js';

const MOST_CALLS = 4;
const MOST_MEETINGS = 3;

export class PlaceCall extends Command<object> {
  override check(model: Readonly<Model>): boolean {
    return model.calls.length < MOST_CALLS;
  }

  async act(model: Model, world: World): Promise<string[]> {
    model.calls.push(await world.emulator.placeCall(PHONES));
    return [];
  }
}

export class HangUp extends Command<{ call: number }> {
  async act(model: Model, world: World): Promise<string[]> {
    world.emulator.hangUp(nthOf(model.calls, this.given.call).transactionId);
    await pause(SETTLE_MS);
    return [];
  }
}

/** Somebody else ends a meeting that is there, whoever made it. */
export class EndMeeting extends Command<{ which: number }> {
  async act(model: Model, world: World): Promise<string[]> {
    const { meetings } = await world.control.state();
    const live = meetings.filter(({ ended }) => !ended);
    if (live.length === 0) return [];
    const { meetingId } = nthOf(live, this.given.which);
    model.endedByOthers.add(meetingId);
    await world.endMeeting(meetingId);
    await pause(SETTLE_MS);
    model.story.push(`${this} -> ${meetingId}`);
    return [];
  }
}

export class OpenMeeting extends Command<object> {
  override check(model: Readonly<Model>): boolean {
    return model.meetings.length < MOST_MEETINGS;
  }

  async act(model: Model, world: World): Promise<string[]> {
    openTheirs(model, world);
    return [];
  }
}

/** A second operator brings the call into a meeting: their own, or the one that a run of ours made. */
export class SecondOperator extends Command<{ call: number; meeting: number; intoOurs: boolean }> {
  async act(model: Model, world: World): Promise<string[]> {
    const { call, meeting, intoOurs } = this.given;
    const others = new Set(model.meetings.map(({ meetingId }) => meetingId));
    const live = (await world.control.state()).meetings.filter(({ ended }) => !ended);
    const rooms = live.filter(({ meetingId }) => others.has(meetingId) !== intoOurs);
    if (rooms.length === 0) return [];
    const { meetingId } = nthOf(rooms, meeting);
    // Into our meeting only with the call it was made for: of another call our records know nothing (docs/runs.md).
    const run = model.runs.find(({ attempts }) => attempts.some((one) => one.meetingId === meetingId));
    const target = intoOurs ? run?.request.call : nthOf(model.calls, call);
    if (target === undefined || target.transactionId === null) return [];
    // An attendee of their own each time: a second connection of one throws the first out.
    const { attendeeId, joinToken } = await world.addAttendee(meetingId);
    model.theirs.add(attendeeId);
    world.emulator.updateCall(target.transactionId, { JoinToken: joinToken, MeetingId: meetingId });
    model.story.push(`${this} -> ${meetingId}`);
    await pause(6 * SETTLE_MS);
    return [];
  }
}

export class Advance extends Command<{ ms: number }> {
  async act(_model: Model, world: World): Promise<string[]> {
    await world.advance(this.given.ms);
    await pause(SETTLE_MS);
    return [];
  }
}
