import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import { type CreateMeetingRequest, createMeeting } from '../../../src/core/meetings/create-meeting.js';
import type { NewMeeting } from '../../../src/core/ports/meetings.js';
import {
  answered,
  attendee,
  type Expected,
  failureOf,
  lost,
  MEETING,
  MEETING_ID,
  never,
  notingFile,
  ports,
  progress,
  refused,
} from './fakes.js';

const REQUEST: CreateMeetingRequest = {
  meetingsRegion: 'us-east-1',
  externalMeetingId: 'standup',
  isOwnId: true,
  mediaRegion: 'eu-west-1',
  clientRequestToken: 'token-1',
  addAttendees: [],
};

const refusal = { externalUserId: 'bob', code: 'LimitExceeded', message: 'Full.' };

function create(changes: Partial<CreateMeetingRequest>, expected: Expected) {
  const told = progress();
  const work = createMeeting({ ...REQUEST, ...changes }, ports(expected), told, never);
  return { work, told };
}

test('a meeting is made with its attendees in one request, and no token is in the result', async () => {
  const asked: NewMeeting[] = [];
  const { file, notes } = notingFile();
  const { work, told } = create(
    { addAttendees: ['ann'] },
    {
      meetings: {
        create: async (meeting) => {
          asked.push(meeting);
          return answered({ meeting: MEETING, attendees: [attendee('ann')], refused: [] });
        },
      },
      attendeesFile: file,
    },
  );
  const { asAnswered: _whole, ...meeting } = MEETING;
  const { joinToken: _secret, ...ann } = attendee('ann');
  expect(await work).toEqual({ meeting, attendees: [ann] });
  expect(asked).toEqual([
    {
      clientRequestToken: 'token-1',
      externalMeetingId: 'standup',
      mediaRegion: 'eu-west-1',
      attendees: [{ externalUserId: 'ann' }],
    },
  ]);
  expect(notes).toEqual([`${MEETING_ID}: ann`]);
  expect(told.summary()).toMatchObject({ warnings: [], requestIds: ['request-1'] });
});

test('attendees whose tokens go nowhere are worth a warning', async () => {
  const create_ = async () => answered({ meeting: MEETING, attendees: [attendee('ann')], refused: [] });
  const { work, told } = create({ addAttendees: ['ann'] }, { meetings: { create: create_ } });
  await work;
  expect(told.summary().warnings).toEqual([expect.stringContaining('--attendees-file')]);
});

test.each<[Partial<CreateMeetingRequest>, string]>([
  [{ meetingsRegion: 'eu-west-1' }, 'REGION_INVALID'],
  [{ mediaRegion: 'us-gov-west-1' }, 'REGION_INVALID'],
  [{ mediaRegion: 'mars' }, 'REGION_INVALID'],
  [{ externalMeetingId: 'x' }, 'ID_INVALID'],
  [{ externalMeetingId: 'aws:mine' }, 'ID_INVALID'],
  [{ addAttendees: ['a'] }, 'ID_INVALID'],
  [{ addAttendees: ['ann', 'ann'] }, 'USAGE'],
  [{ addAttendees: Array.from({ length: 11 }, (_, n) => `guest-${n}`) }, 'USAGE'],
])('%o is refused as %s before anything is sent', async (changes, code) => {
  expect(await failureOf(create(changes, {}).work)).toMatchObject({ code, exitCode: 2 });
});

describe('an answer that was lost', () => {
  test('leaves the meeting unconfirmed, and names the command that finds it', async () => {
    const { work } = create(
      { externalMeetingId: "Ann's call", addAttendees: ['ann'] },
      { meetings: { create: () => Promise.reject(lost()) } },
    );
    const failure = await failureOf(work);
    expect(failure).toMatchObject({ code: 'UNCONFIRMED', exitCode: 7, retryable: false, cause: 'AWS failed. 503' });
    expect(failure.tryThis).toEqual([
      "chime-join meeting create --external-meeting-id 'Ann'\\''s call' --media-region eu-west-1 --meetings-region us-east-1 --add-attendee ann",
    ]);
  });

  test('is none where AWS refused', async () => {
    const { work } = create({}, { meetings: { create: () => Promise.reject(refused('ACCESS_DENIED')) } });
    expect(await failureOf(work)).toMatchObject({ code: 'ACCESS_DENIED', exitCode: 3 });
  });
});

describe('an attendee whom AWS refuses', () => {
  const partly = async () => answered({ meeting: MEETING, attendees: [attendee('ann')], refused: [refusal] });

  test('costs the new meeting, which is ended again', async () => {
    const ended: string[] = [];
    const end = async (id: string) => {
      ended.push(id);
      return answered(null);
    };
    const { work } = create({ addAttendees: ['ann', 'bob'] }, { meetings: { create: partly, end } });
    const failure = await failureOf(work);
    expect(failure).toMatchObject({ code: 'MEETING_FULL', exitCode: 5, cause: 'LimitExceeded: Full.' });
    expect(failure.message).toContain('ended again');
    expect(ended).toEqual([MEETING_ID]);
  });

  test('leaves a meeting behind that cannot be ended, and says how to end it', async () => {
    const end = () => Promise.reject(refused('ACCESS_DENIED'));
    const { work } = create({ addAttendees: ['ann', 'bob'] }, { meetings: { create: partly, end } });
    expect(await failureOf(work)).toMatchObject({
      exitCode: 9,
      tryThis: [`chime-join meeting end --meeting-id ${MEETING_ID} --meetings-region us-east-1`],
      result: { meeting: { meetingId: MEETING_ID } },
    });
  });

  test('never ends a meeting that an earlier run may have made: people may be in it', async () => {
    const { work } = create({ isOwnId: false, addAttendees: ['ann', 'bob'] }, { meetings: { create: partly } });
    const failure = await failureOf(work);
    expect(failure).toMatchObject({ exitCode: 9, result: { meeting: { meetingId: MEETING_ID } } });
    expect(failure.message).toContain('people may be in it');
  });
});

test('a file that cannot be written costs the meeting, and is no usage error', async () => {
  const { file, notes } = notingFile(new Failure('FILE_UNREADABLE', 'No space left.'));
  const { work } = create(
    { addAttendees: ['ann'] },
    {
      meetings: {
        create: async () => answered({ meeting: MEETING, attendees: [attendee('ann')], refused: [] }),
        end: async () => answered(null),
      },
      attendeesFile: file,
    },
  );
  expect(await failureOf(work)).toMatchObject({ code: 'FILE_UNREADABLE', exitCode: 1 });
  expect(notes).toEqual(['discarded']);
});
