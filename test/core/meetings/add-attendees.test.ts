import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import { type AddAttendeesRequest, addAttendees } from '../../../src/core/meetings/add-attendees.js';
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

const REQUEST = { meetingId: MEETING_ID, meetingsRegion: 'us-east-1', externalUserIds: ['ann', 'bob'] };
const ANN = attendee('ann', 1);
const BOB = attendee('bob', 2);
const removal = (attendeeId: string) =>
  `chime-join attendee remove --meeting-id ${MEETING_ID} --meetings-region us-east-1 --attendee-id ${attendeeId}`;

function add(changes: Partial<AddAttendeesRequest>, expected: Expected) {
  const told = progress();
  return { work: addAttendees({ ...REQUEST, ...changes }, ports(expected), told, never), told };
}

test('attendees are added with full capabilities, and their tokens go to the file alone', async () => {
  const asked: unknown[] = [];
  const { file, notes } = notingFile();
  const { work, told } = add(
    {},
    {
      meetings: { find: async () => answered(MEETING, 'request-0') },
      attendees: {
        add: async (_id, attendees) => {
          asked.push(...attendees);
          return answered({ attendees: [ANN, BOB], refused: [] });
        },
      },
      attendeesFile: file,
    },
  );
  expect(await work).toEqual({
    attendees: [
      { attendeeId: ANN.attendeeId, externalUserId: 'ann' },
      { attendeeId: BOB.attendeeId, externalUserId: 'bob' },
    ],
  });
  expect(asked).toEqual([{ externalUserId: 'ann' }, { externalUserId: 'bob' }]);
  expect(notes).toEqual([`${MEETING_ID}: ann,bob`]);
  expect(told.summary()).toMatchObject({ warnings: [], requestIds: ['request-0', 'request-1'] });
});

test('without a file the meeting is not asked for, and the loss of the tokens is told', async () => {
  const { work, told } = add({}, { attendees: { add: async () => answered({ attendees: [ANN, BOB], refused: [] }) } });
  await work;
  expect(told.summary().warnings).toEqual([expect.stringContaining('--attendees-file')]);
});

test('nobody is added to a meeting whose data the file cannot have', async () => {
  const { file, notes } = notingFile();
  const { work } = add(
    {},
    { meetings: { find: () => Promise.reject(refused('MEETING_NOT_FOUND')) }, attendeesFile: file },
  );
  expect(await failureOf(work)).toMatchObject({ code: 'MEETING_NOT_FOUND', exitCode: 4 });
  expect(notes).toEqual([]);
});

test.each<[Partial<AddAttendeesRequest>, string]>([
  [{ meetingId: '' }, 'ID_INVALID'],
  [{ meetingsRegion: 'mars' }, 'REGION_INVALID'],
  [{ externalUserIds: ['x'] }, 'ID_INVALID'],
  [{ externalUserIds: ['ann', 'bob', 'ann'] }, 'USAGE'],
  [{ externalUserIds: Array.from({ length: 101 }, (_, n) => `guest-${n}`) }, 'USAGE'],
])('%o is refused as %s before anything is sent', async (changes, code) => {
  expect(await failureOf(add(changes, {}).work)).toMatchObject({ code, exitCode: 2 });
});

test('an answer that was lost leaves them unconfirmed, and names the command that looks', async () => {
  const { work } = add({}, { attendees: { add: () => Promise.reject(lost()) } });
  expect(await failureOf(work)).toMatchObject({
    code: 'UNCONFIRMED',
    exitCode: 7,
    retryable: false,
    tryThis: [`chime-join attendee list --meeting-id ${MEETING_ID} --meetings-region us-east-1`],
  });
});

describe('where AWS refuses some', () => {
  const refusal = { externalUserId: 'bob', code: 'Forbidden', message: 'No.' };

  test('the others stay and are handed over, each with the command that removes it', async () => {
    const { file, notes } = notingFile();
    const { work } = add(
      {},
      {
        meetings: { find: async () => answered(MEETING) },
        attendees: { add: async () => answered({ attendees: [ANN], refused: [refusal] }) },
        attendeesFile: file,
      },
    );
    expect(await failureOf(work)).toMatchObject({
      code: 'REFUSED',
      exitCode: 9,
      tryThis: [removal(ANN.attendeeId)],
      result: { attendees: [{ attendeeId: ANN.attendeeId, externalUserId: 'ann' }] },
    });
    expect(notes).toEqual([`${MEETING_ID}: ann`]);
  });

  test('and all of them, nothing is left behind', async () => {
    const { work } = add({}, { attendees: { add: async () => answered({ attendees: [], refused: [refusal] }) } });
    const failure = await failureOf(work);
    expect(failure).toMatchObject({ code: 'REFUSED', exitCode: 1 });
    expect(failure.result).toBe(undefined);
  });
});

test('a file that cannot be written leaves attendees behind whose tokens are lost', async () => {
  const { file, notes } = notingFile(new Failure('FILE_UNREADABLE', 'No space left.'));
  const { work } = add(
    {},
    {
      meetings: { find: async () => answered(MEETING) },
      attendees: { add: async () => answered({ attendees: [ANN, BOB], refused: [] }) },
      attendeesFile: file,
    },
  );
  expect(await failureOf(work)).toMatchObject({
    exitCode: 9,
    tryThis: [removal(ANN.attendeeId), removal(BOB.attendeeId)],
  });
  expect(notes).toEqual(['discarded']);
});
