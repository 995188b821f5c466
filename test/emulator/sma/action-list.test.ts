import { describe, expect, it } from 'vitest';
import { JOIN, SPEAK } from './rig.js';
import { pause, staged } from './stage.js';

const DIGITS = {
  Type: 'SpeakAndGetDigits',
  Parameters: { SpeechParameters: { Text: 'digits' }, RepeatDurationInMilliseconds: 3_000 },
};
const WRONG = pause(0);

describe('a list', () => {
  it('runs one action after the other, and reports once, about the last', () => {
    const { run, clock, reports, legA, told } = staged();
    run([pause(1_000), SPEAK, pause(500)], 3_499);
    expect(reports).toEqual([]);
    clock.advance(1);
    expect(told()).toEqual(['ACTION_SUCCESSFUL Pause']);
    expect(reports[0]?.data.Parameters).toEqual({ DurationInMilliseconds: '500', CallId: legA.callId });
  });

  it('that is empty does nothing and reports nothing', () => {
    const { run, told, legA, list } = staged();
    run([], 60_000);
    expect(told()).toEqual([]);
    expect(legA.status).toBe('Ringing');
    expect(list.busy).toBe(false);
  });

  it('ends with the first action that fails: what stands behind it is not run', () => {
    const { run, told, door } = staged();
    run([WRONG, JOIN], 10_000);
    expect(told()).toEqual(['ACTION_FAILED Pause']);
    expect(door.connected).toBe(0);
  });

  it('ends likewise with one that fails in the middle', () => {
    const { run, told } = staged();
    run([SPEAK, WRONG, SPEAK], 10_000);
    expect(told()).toEqual(['ACTION_FAILED Pause']);
  });

  it('is busy exactly while something goes on', () => {
    const { run, clock, list } = staged();
    run([pause(1_000)]);
    expect(list.busy).toBe(true);
    clock.advance(1_000);
    expect(list.busy).toBe(false);
  });

  it('is not changed by what becomes of the handler’s own list', () => {
    const { list, clock, told } = staged();
    const given = [pause(100), SPEAK];
    list.replace(given);
    given.length = 0;
    clock.advance(10_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL Speak']);
  });
});

describe('JoinChimeMeeting in the middle of a list', () => {
  it('reports alone, and the rest waits until the handler leaves the list as it is', () => {
    const { run, clock, list, told } = staged();
    run([JOIN, SPEAK], 10_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL JoinChimeMeeting']);
    list.resume();
    clock.advance(2_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL JoinChimeMeeting', 'ACTION_SUCCESSFUL Speak']);
  });

  it('is followed by the handler’s new list in place of the rest', () => {
    const { run, told } = staged();
    run([JOIN, SPEAK], 1_000);
    run([pause(100)], 10_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL JoinChimeMeeting', 'ACTION_SUCCESSFUL Pause']);
  });

  it('that fails drops the rest: resuming finds nothing', () => {
    const { run, clock, list, told } = staged();
    run([{ ...JOIN, Parameters: { ...JOIN.Parameters, JoinToken: 'no' } }, SPEAK], 1_000);
    list.resume();
    clock.advance(10_000);
    expect(told()).toEqual(['ACTION_FAILED JoinChimeMeeting']);
  });
});

describe('a new list', () => {
  it.each([pause(9_000), SPEAK])('stops $Type at once, which reports that it was interrupted', (action) => {
    const { run, told, legA, reports } = staged();
    run([action], 1_000);
    run([pause(100)], 100);
    expect(told()).toEqual([`ACTION_INTERRUPTED ${action.Type}`, 'ACTION_SUCCESSFUL Pause']);
    expect(reports[0]?.data.Parameters).toEqual({ ...action.Parameters, CallId: legA.callId });
  });

  it('waits for an action that cannot be interrupted, which then reports nothing', () => {
    const { run, clock, told } = staged();
    run([DIGITS, SPEAK], 1_000);
    run([pause(100)], 3_999);
    expect(told()).toEqual([]);
    clock.advance(101);
    expect(told()).toEqual(['ACTION_SUCCESSFUL Pause']);
  });

  it('waits for a join, which reports all the same', () => {
    const { run, told } = staged();
    run([JOIN, SPEAK], 100);
    run([pause(100)], 10_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL JoinChimeMeeting', 'ACTION_SUCCESSFUL Pause']);
  });

  it('is run also where the join before it fails', () => {
    const { run, told, door } = staged();
    door.broken = true;
    run([JOIN], 100);
    run([pause(100)], 10_000);
    expect(told()).toEqual(['ACTION_FAILED JoinChimeMeeting', 'ACTION_SUCCESSFUL Pause']);
  });

  it('of several that come while an action finishes, the newest alone is run', () => {
    const { run, told } = staged();
    run([DIGITS], 1_000);
    run([pause(100)], 100);
    run([SPEAK], 20_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL Speak']);
  });

  it('is of the next generation, and resuming is not', () => {
    const { run, list } = staged();
    const before = list.generation;
    run([SPEAK]);
    list.resume();
    expect(list.generation).toBe(before + 1);
    run([]);
    expect(list.generation).toBe(before + 2);
  });
});

describe('the first action of an inbound call', () => {
  it('answers it before it has run, and even where it fails', () => {
    for (const action of [pause(1_000), WRONG, JOIN]) {
      const { run, legA } = staged();
      run([action]);
      expect(legA.status).toBe('Connected');
    }
  });

  it.each(['Hangup', 'CallAndBridge'])('leaves it ringing where it is %s', (Type) => {
    const { run, legA } = staged();
    run([{ Type, Parameters: {} }]);
    expect(legA.status).toBe('Ringing');
  });

  it('does not answer an outbound one', () => {
    const { run, legA } = staged({ direction: 'Outbound' });
    run([pause(1_000)]);
    expect(legA.status).toBe('Ringing');
  });
});

describe('stopping', () => {
  it('ends what runs and what waits, without a word', () => {
    const { run, clock, list, told } = staged();
    run([SPEAK, SPEAK], 1_000);
    list.stop();
    clock.advance(60_000);
    expect(told()).toEqual([]);
    expect(list.busy).toBe(false);
  });

  it('comes of itself when the leg goes that the action runs on, and not with another leg', () => {
    const { run, list, legA, addLegB } = staged();
    const legB = addLegB();
    run([SPEAK]);
    list.legGone(legB);
    expect(list.busy).toBe(true);
    list.legGone(legA);
    expect(list.busy).toBe(false);
  });

  it('is what the end of a call means: an action that is done then reports nothing', () => {
    const { run, clock, call, told } = staged();
    run([pause(1_000)]);
    call.endedAt = 500;
    clock.advance(1_000);
    expect(told()).toEqual([]);
  });
});
