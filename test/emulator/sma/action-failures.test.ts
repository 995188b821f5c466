/** What an action that cannot run reports, and what the emulator does not simulate. */
import { describe, expect, it } from 'vitest';
import { JOIN, SPEAK } from './rig.js';
import { pause, staged } from './stage.js';

describe('a failure', () => {
  it('has ErrorType and ErrorMessage beside the action as it was given', () => {
    const { run, reports, legA } = staged();
    run([pause(0)]);
    expect(reports[0]).toEqual({
      type: 'ACTION_FAILED',
      data: {
        Type: 'Pause',
        Parameters: { DurationInMilliseconds: '0', CallId: legA.callId },
        ErrorType: 'InvalidActionParameter',
        ErrorMessage: 'The Duration parameter is invalid.',
      },
    });
  });

  it('is one string in the other documented form', () => {
    const { run, reports } = staged({ form: 'error-string' });
    run([pause(0)]);
    expect(reports[0]?.data['Error']).toBe('InvalidActionParameter: The Duration parameter is invalid.');
    expect(reports[0]?.data).not.toHaveProperty('ErrorType');
    expect(reports[0]?.data).not.toHaveProperty('ErrorMessage');
  });

  it('of too many actions in a second goes before that of wrong parameters', () => {
    const { run, reports, account } = staged();
    account.mayAct = false;
    run([pause(0)]);
    expect(reports[0]?.data.ErrorType).toBe('ActionExecutionThrottled');
  });

  it('of an action without Parameters has the leg alone', () => {
    const { run, reports, legA } = staged();
    run([{ Type: 'Pause' }]);
    expect(reports[0]?.data.Parameters).toEqual({ CallId: legA.callId });
  });
});

describe('Pause', () => {
  it.each([
    [0, 'ACTION_FAILED'],
    [-1, 'ACTION_FAILED'],
    [99, 'ACTION_SUCCESSFUL'],
    [100, 'ACTION_SUCCESSFUL'],
    [30_000, 'ACTION_SUCCESSFUL'],
    [30_001, 'ACTION_SUCCESSFUL'],
  ])('of %i ms: %s', (ms, type) => {
    const { run, reports } = staged();
    run([pause(ms)], 40_000);
    expect(reports[0]?.type).toBe(type);
  });

  it('takes its time in either spelling of the guide', () => {
    const { run, clock, told } = staged();
    run([{ Type: 'Pause', Parameters: { DurationInMilliSeconds: '700' } }], 699);
    expect(told()).toEqual([]);
    clock.advance(1);
    expect(told()).toEqual(['ACTION_SUCCESSFUL Pause']);
  });
});

describe('Hangup', () => {
  const hangup = (SipResponseCode?: string) => ({
    Type: 'Hangup',
    Parameters: SipResponseCode === undefined ? {} : { SipResponseCode },
  });

  it.each([
    ['480', 480],
    ['486', 486],
    ['0', 0],
    [undefined, 0],
  ])('with the code %s lets the caller go with %i, and a HANGUP is all there is to it', (given, code) => {
    const { run, left, legA, told } = staged();
    run([hangup(given)], 20);
    expect(left).toEqual([{ leg: legA, code }]);
    expect(told()).toEqual([]);
  });

  it.each(['500', '404', '603', 'busy'])('with the code %s fails, and the call goes on', (code) => {
    const { run, left, told } = staged();
    run([hangup(code)], 1_000);
    expect(told()).toEqual(['ACTION_FAILED Hangup']);
    expect(left).toEqual([]);
  });
});

describe('an action of AWS that is not simulated', () => {
  it('succeeds, changes nothing, and is noted on the call', () => {
    const { run, call, told, legA } = staged();
    run([{ Type: 'RecordMeeting', Parameters: {} }], 1_000);
    expect(told()).toEqual(['ACTION_SUCCESSFUL RecordMeeting']);
    expect([...call.notSimulated]).toEqual(['RecordMeeting']);
    expect(call.legs).toEqual([legA]);
  });

  it('does not put a simulated one on that list', () => {
    const { run, call } = staged();
    run([SPEAK], 5_000);
    run([JOIN], 5_000);
    expect([...call.notSimulated]).toEqual([]);
  });
});
