import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ActionFlags, actionRequest } from '../../src/input/action-request.js';
import type { Questions } from '../../src/input/ask.js';
import type { InputContext } from '../../src/input/context.js';

const MEETING_ID = '08d09606-48bc-41b8-9d0b-e1bea972c71b';
const OTHER_ID = 'b65fff36-4220-4e50-a879-c2de30b23e49';

const unexpected = (what: string) => async (): Promise<never> => {
  throw new Error(`nobody expected ${what}`);
};

interface Given {
  stdin?: string | Buffer;
  /** What the person who is there answers to the hidden question; nobody is there without it. */
  answers?: string[];
  /** Flags that stand in the environment rather than on the command line. */
  fromEnvironment?: string[];
}

function read(flags: Partial<ActionFlags>, { stdin, answers, fromEnvironment = [] }: Given = {}) {
  const problems: (string | null)[] = [];
  const questions: Questions | null =
    answers === undefined
      ? null
      : {
          text: unexpected('a question'),
          choice: unexpected('a choice'),
          confirm: unexpected('a question'),
          hidden: async (_message, problem) => {
            problems.push(...answers.map(problem));
            return answers.at(-1) as string;
          },
        };
  const context: InputContext = {
    environment: {},
    questions,
    readStdin: stdin === undefined ? unexpected('standard input') : async () => Buffer.from(stdin),
    regionFromProfile: unexpected('a profile'),
    stdinIsTerminal: false,
    say: () => {},
    signal: new AbortController().signal,
  };
  const typed = new Set(Object.keys(flags).filter((flag) => !fromEnvironment.includes(flag)));
  return { problems, work: actionRequest({ flags: { print: false, ...flags }, typed }, context) };
}

async function tokenAndMeeting(flags: Partial<ActionFlags>, given: Given) {
  const { joinToken, meetingId } = await read(flags, given).work;
  return [joinToken.reveal(), meetingId];
}

const ANN = { ExternalUserId: 'ann', AttendeeId: OTHER_ID, JoinToken: 'token-of-ann' };
const BOB = { ExternalUserId: 'bob', AttendeeId: OTHER_ID, JoinToken: 'token-of-bob' };
const json = (document: unknown) => JSON.stringify(document, null, 4);

describe("the attendee as AWS's answers show it", () => {
  test.each<[string, unknown, string | null]>([
    ['CreateAttendee and GetAttendee', { Attendee: ANN }, null],
    ['CreateAttendee narrowed to the attendee', ANN, null],
    ['BatchCreateAttendee', { Attendees: [ANN], Errors: [] }, null],
    ['BatchCreateAttendee narrowed to the attendees', [ANN], null],
    ['CreateMeetingWithAttendees', { Meeting: { MeetingId: MEETING_ID }, Attendees: [ANN], Errors: [] }, MEETING_ID],
    ['our own file', { Meeting: { MeetingId: MEETING_ID }, Attendees: [ANN] }, MEETING_ID],
  ])('%s', async (_operation, answer, meetingId) => {
    expect(await tokenAndMeeting({ attendee: '-' }, { stdin: json(answer) })).toEqual(['token-of-ann', meetingId]);
  });

  test('with a byte order mark before it', async () => {
    const stdin = `\ufeff${json({ Attendee: ANN })}\r\n`;
    expect(await tokenAndMeeting({ attendee: '-' }, { stdin })).toEqual(['token-of-ann', null]);
  });

  test('of several the external user id chooses', async () => {
    const flags = { attendee: '-', 'external-user-id': 'bob' };
    expect(await tokenAndMeeting(flags, { stdin: json([ANN, BOB]) })).toEqual(['token-of-bob', null]);
  });

  test('the meeting may be named twice, in any case', async () => {
    const stdin = json({ Meeting: { MeetingId: MEETING_ID }, Attendees: [ANN] });
    const flags = { attendee: '-', 'meeting-id': MEETING_ID.toUpperCase() };
    expect(await tokenAndMeeting(flags, { stdin })).toEqual(['token-of-ann', MEETING_ID.toUpperCase()]);
  });
});

test('a token alone is a line of a file, whatever ends it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const ending of ['', '\n', '\r\n']) {
    const file = join(folder, 'token');
    writeFileSync(file, `the-token${ending}`);
    expect(await tokenAndMeeting({ 'join-token-file': file }, {})).toEqual(['the-token', null]);
  }
});

test('a person is asked for the token, hidden, until it can be one', async () => {
  const { work, problems } = read({}, { answers: ['two words', 'the-token'] });
  expect((await work).joinToken.reveal()).toBe('the-token');
  expect(problems).toEqual([expect.stringContaining('space'), null]);
});

test('a typed file outweighs one of the environment, which is not even read', async () => {
  const flags = { attendee: '/nonexistent', 'join-token-file': '-' };
  const given = { stdin: 'the-token\n', fromEnvironment: ['attendee'] };
  expect(await tokenAndMeeting(flags, given)).toEqual(['the-token', null]);
});

test('the rest of the request is as it was typed', async () => {
  const flags = {
    'join-token-file': '-',
    'call-id': OTHER_ID,
    'participant-tag': 'LEG-A',
    as: 'response',
    print: true,
  };
  expect(await read(flags as ActionFlags, { stdin: 'the-token' }).work).toMatchObject({
    callId: OTHER_ID,
    participantTag: 'LEG-A',
    response: true,
    print: true,
  });
});

describe('refused, and what was read is not repeated', () => {
  test.each<[string, Partial<ActionFlags>, string | undefined, string]>([
    ['nothing at all', {}, undefined, 'JOIN_TOKEN_MISSING'],
    ['both files', { attendee: '-', 'join-token-file': '-' }, undefined, 'USAGE'],
    ['an empty file', { attendee: '-' }, ' \n', 'FILE_INVALID'],
    ['no JSON', { attendee: '-' }, '{"Attendee": secret}', 'FILE_INVALID'],
    ['JSON that breaks off', { attendee: '-' }, '{"Attendee":{"JoinToken":"secret', 'FILE_INVALID'],
    ['a deep document', { attendee: '-' }, '['.repeat(1_000_000), 'FILE_INVALID'],
    ['a document without an attendee', { attendee: '-' }, '{"Meeting":{}}', 'FILE_INVALID'],
    ['a list of nothing', { attendee: '-' }, '[null, 1, "secret", {}]', 'FILE_INVALID'],
    ['null', { attendee: '-' }, 'null', 'FILE_INVALID'],
    [
      'an attendee without a token',
      { attendee: '-' },
      json({ Attendee: { AttendeeId: OTHER_ID } }),
      'JOIN_TOKEN_MISSING',
    ],
    ['a token that is no text', { attendee: '-' }, json({ JoinToken: { secret: 1 } }), 'JOIN_TOKEN_MISSING'],
    ['a masked token', { attendee: '-' }, json({ JoinToken: '***' }), 'FILE_INVALID'],
    ['two lines', { 'join-token-file': '-' }, 'secret\nsecret\n', 'FILE_INVALID'],
    ["AWS's answer as a token", { 'join-token-file': '-' }, '{"JoinToken":"secret"}', 'FILE_INVALID'],
    ['a huge token', { 'join-token-file': '-' }, 'secret'.repeat(1_000), 'FILE_INVALID'],
    ['a huge file', { 'join-token-file': '-' }, 'secret'.repeat(2_000_000), 'FILE_INVALID'],
  ])('%s', async (_what, flags, stdin, code) => {
    const { work } = read(flags, stdin === undefined ? {} : { stdin });
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, exitCode: 2 });
    const { message, cause, tryThis } = error as { message: string; cause: string | null; tryThis: string[] };
    expect([message, cause, ...tryThis].join(' ')).not.toMatch(/secret/);
  });

  test('several attendees without a choice are named', async () => {
    const { work } = read({ attendee: '-' }, { stdin: json([ANN, BOB]) });
    await expect(work).rejects.toMatchObject({ code: 'ID_MISSING', exitCode: 2, cause: 'they are ann, bob' });
  });

  test.each([
    ['nobody', 'zoe', [ANN, BOB]],
    ['nobody, with one attendee alone', 'zoe', [ANN]],
    ['two', 'ann', [ANN, ANN]],
  ])('a choice that means %s', async (_what, externalUserId, attendees) => {
    const { work } = read({ attendee: '-', 'external-user-id': externalUserId }, { stdin: json(attendees) });
    await expect(work).rejects.toMatchObject({ code: 'IDS_CONTRADICT', exitCode: 2 });
  });

  test("another meeting than the file's", async () => {
    const stdin = json({ Meeting: { MeetingId: MEETING_ID }, Attendees: [ANN] });
    const { work } = read({ attendee: '-', 'meeting-id': OTHER_ID }, { stdin });
    await expect(work).rejects.toMatchObject({ code: 'IDS_CONTRADICT', cause: expect.stringContaining(MEETING_ID) });
  });

  test('creations that AWS refused all', async () => {
    const { work } = read({ attendee: '-' }, { stdin: json({ Attendees: [], Errors: [{ ExternalUserId: 'ann' }] }) });
    await expect(work).rejects.toMatchObject({ code: 'FILE_INVALID', cause: expect.stringContaining('refused') });
  });
});
