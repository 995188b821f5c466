import { describe, expect, test } from 'vitest';
import { type ActionRequest, makeAction } from '../../../src/core/meetings/action.js';
import { joinTokenProblem } from '../../../src/core/meetings/join-token.js';
import { Secret } from '../../../src/core/secret.js';
import { ATTENDEE_ID, MEETING_ID, progress } from './fakes.js';

const REQUEST: ActionRequest = {
  joinToken: new Secret('the-token'),
  meetingId: MEETING_ID,
  callId: null,
  participantTag: null,
  response: false,
  print: true,
};

function made(changes: Partial<ActionRequest>) {
  const told = progress();
  return { ...makeAction({ ...REQUEST, ...changes }, told), warnings: told.summary().warnings };
}

describe('the action', () => {
  test('has what was given, and no empty member', () => {
    expect(made({})).toEqual({
      action: { Type: 'JoinChimeMeeting', Parameters: { JoinToken: 'the-token', MeetingId: MEETING_ID } },
      warnings: [],
    });
  });

  test("is wrapped as a handler's whole response", () => {
    const { action, response } = made({ response: true, callId: ATTENDEE_ID });
    expect(response).toEqual({ SchemaVersion: '1.0', Actions: [action] });
    expect(action.Parameters.CallId).toBe(ATTENDEE_ID);
  });

  test('has its token masked unless it is to be printed, and says so', () => {
    const { action, warnings } = made({ print: false });
    expect(action.Parameters.JoinToken).toBe('***');
    expect(warnings).toEqual(['The join token is masked: --print writes it.']);
  });

  test('without a MeetingId is worth a warning', () => {
    expect(made({ meetingId: null }).warnings).toEqual([expect.stringContaining('--meeting-id')]);
  });

  test('with a CallId and a tag keeps both, and tells which one AWS ignores', () => {
    const { action, warnings } = made({ callId: ATTENDEE_ID, participantTag: 'LEG-A' });
    expect(action.Parameters).toMatchObject({ CallId: ATTENDEE_ID, ParticipantTag: 'LEG-A' });
    expect(warnings).toEqual([expect.stringContaining('ignores the tag')]);
  });
});

test.each([
  [{ participantTag: 'LEG-B' }, 'LEG_NOT_JOINABLE'],
  [{ participantTag: 'leg-a' }, 'LEG_NOT_JOINABLE'],
  [{ participantTag: '' }, 'LEG_NOT_JOINABLE'],
  [{ meetingId: 'standup' }, 'ID_INVALID'],
  [{ callId: '' }, 'ID_INVALID'],
  [{ callId: MEETING_ID.toUpperCase() }, 'IDS_CONTRADICT'],
  [{ joinToken: new Secret('to ken') }, 'ARGUMENT_INVALID'],
])('%o is refused as %s, without a warning', (changes, code) => {
  const told = progress();
  expect(() => makeAction({ ...REQUEST, print: false, ...changes }, told)).toThrow(
    expect.objectContaining({ code, exitCode: 2 }),
  );
  expect(told.summary().warnings).toEqual([]);
});

describe('a join token', () => {
  test.each(['ab', 'x'.repeat(2048), 'UTY2ZmE1/+==', 'ünïcode'])('%s may be one', (text) => {
    expect(joinTokenProblem(text)).toBe(null);
  });

  test.each([
    ['?', /1 characters/],
    ['x'.repeat(2049), /2049/],
    ['***', /masked/],
    ['two words', /space/],
    ['token\u200b', /not seen/],
    ['one\ntwo', /line end/],
    ['{"JoinToken":"x"}', /--attendee/],
    ['"quoted"', /quotation/],
  ])('%j is none, and the reason repeats nothing of it', (text, reason) => {
    expect(joinTokenProblem(text)).toMatch(reason);
    expect(joinTokenProblem(text)).not.toContain(text);
  });
});
