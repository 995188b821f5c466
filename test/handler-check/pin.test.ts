import { describe, expect, it } from 'vitest';
import { check } from './checked.js';
import { HOLD, KEEP } from './decide.js';

/** Waits for its update only once `asks` has brought a caller's keys. */
const asking = (asks: string) => `
const respond = (Actions, state) => ({ SchemaVersion: '1.0', Actions, TransactionAttributes: { state } });
const hold = ${HOLD}.Actions;
const ask = (Type, more) => ({ Type, Parameters: { SpeechParameters: { Text: 'pin' }, FailureSpeechParameters: { Text: 'again' },
  MinNumberOfDigits: 4, MaxNumberOfDigits: 5, TerminatorDigits: ['#'], InBetweenDigitsDurationInMilliseconds: 3000, Repeat: 3,
  RepeatDurationInMilliseconds: 5000, ...more } });
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const { InvocationEventType: type, ActionData: action, CallDetails } = event;
  const { state } = CallDetails.TransactionAttributes ?? {};
  if (type === 'NEW_INBOUND_CALL') return respond([${asks}], 'asked');
  if (type === 'ACTION_SUCCESSFUL' && action.ReceivedDigits) return respond(hold, 'waiting');
  if (type === 'ACTION_SUCCESSFUL' && action.Type === 'Pause' && state === 'waiting') return respond(hold, state);
  const a = action?.Parameters?.Arguments ?? {};
  if (type === 'CALL_UPDATE_REQUESTED' && state === 'waiting' && a.JoinToken) {
    return respond([{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: a.JoinToken, MeetingId: a.MeetingId } }], 'joined');
  }
  return ['ACTION_FAILED', 'HANGUP'].includes(type) && state === 'joined' ? respond(hold, state) : ${KEEP};
};`;

describe('a call that waits for its update once the caller has pressed keys', () => {
  it.each([
    ['that end with #, by their pattern', `ask('SpeakAndGetDigits', { InputDigitsRegex: '^\\\\d{4}#$' })`, '1234#'],
    ['that may end with it', `ask('SpeakAndGetDigits', { InputDigitsRegex: '^[0-9]{4}#?$' })`, '1234#'],
    ['that begin with a certain one', `ask('SpeakAndGetDigits', { InputDigitsRegex: '^7\\\\d{3}$' })`, '7234#'],
    ['that nothing ends', `ask('SpeakAndGetDigits', { TerminatorDigits: ['*'], MaxNumberOfDigits: 4 })`, '1234'],
    [
      'after a prompt',
      `{ Type: 'Pause', Parameters: { DurationInMilliseconds: '9000' } }, ask('SpeakAndGetDigits', {})`,
      '1234#',
    ],
  ])('%s joins', async (_what, asks, keys) => {
    const { result, of, findings } = await check(asking(asks));
    expect(result.joined).toBe(true);
    expect(of('joins')?.seen).toContain(`once the caller had pressed ${keys}`);
    expect(findings).toEqual([]);
  });

  it.each([
    ['a word turned into keys', `ask('SpeakAndGetDigits', { InputDigitsRegex: '^(?:5263|4711)#$' })`],
    ['a sum that must be right', `ask('SpeakAndGetDigits', { InputDigitsRegex: '^(?!1234|0000)(?=.*88)[0-9]{4}$' })`],
  ])('is not charged where its keys are not found: %s', async (_what, asks) => {
    const { result, of, findings } = await check(asking(asks));
    expect(findings).toEqual([]);
    expect(result).toMatchObject({ joined: null, command: null });
    expect(of('joins')).toMatchObject({ status: 'unknown', seen: expect.stringContaining('ask for keys') });
  });
});
