import { describe, expect, test } from 'vitest';
import { attendeeAddRequest } from '../../src/input/attendee-request.js';
import type { InputContext } from '../../src/input/context.js';
import { attendeeRemoveRequest, meetingEndRequest } from '../../src/input/ending-request.js';
import { type MeetingCreateFlags, meetingCreateRequest, meetingRequest } from '../../src/input/meeting-request.js';

const ID = '08d09606-48bc-41b8-9d0b-e1bea972c71b';

const unexpected = (what: string) => async (): Promise<never> => {
  throw new Error(`nobody expected ${what}`);
};

/** Nobody is there, unless there is an answer. */
function contextOf(environment: Record<string, string>, answer: string | null = null): InputContext {
  const text = async (_message: string, problem: (text: string) => string | null) => {
    expect(problem('!')).not.toBe(null);
    expect(problem(answer as string)).toBe(null);
    return answer as string;
  };
  return {
    environment,
    questions:
      answer === null
        ? null
        : { text, hidden: unexpected('a secret'), choice: unexpected('a choice'), confirm: async () => true },
    readStdin: unexpected('standard input'),
    regionFromProfile: async () => null,
    stdinIsTerminal: false,
    say: () => {},
    signal: new AbortController().signal,
  };
}

const HERE = { AWS_REGION: 'us-east-1' };

function create(flags: Partial<MeetingCreateFlags>, environment: Record<string, string> = HERE) {
  return meetingCreateRequest({ flags: { debug: false, ...flags }, typed: new Set() }, contextOf(environment));
}

describe('a new meeting', () => {
  test('has its media where it is made, unless told otherwise', async () => {
    expect((await create({})).request).toMatchObject({ meetingsRegion: 'us-east-1', mediaRegion: 'us-east-1' });
    const flags = { region: 'eu-west-1', 'meetings-region': 'eu-central-1', 'media-region': 'eu-west-1' };
    expect((await create(flags)).request).toMatchObject({ meetingsRegion: 'eu-central-1', mediaRegion: 'eu-west-1' });
  });

  test('is found again by the same command, and by no other', async () => {
    const token = async (flags: Partial<MeetingCreateFlags>) => (await create(flags)).request.clientRequestToken;
    const flags = { 'external-meeting-id': 'standup', 'add-attendee': ['ann'] };
    expect(await token(flags)).toBe(await token({ ...flags }));
    expect(await token(flags)).toMatch(/^[-_a-zA-Z0-9]{2,64}$/);
    const others = [
      { ...flags, 'external-meeting-id': 'retro' },
      { ...flags, 'add-attendee': ['bob'] },
      { ...flags, 'media-region': 'eu-west-1' },
      { ...flags, 'meetings-region': 'us-west-2', 'media-region': 'us-east-1' },
      {},
      {},
    ];
    const tokens = await Promise.all([flags, ...others].map(token));
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('knows whether its id was made up, and an id that was can be given again', async () => {
    const { request } = await create({});
    expect(request.isOwnId).toBe(true);
    const again = (await create({ 'external-meeting-id': request.externalMeetingId })).request;
    expect(again).toEqual({ ...request, isOwnId: false });
  });
});

test('an attendee of the environment is one value, not a list', async () => {
  const flags = { debug: false, 'meeting-id': ID, 'external-user-id': 'ann' as unknown as string[] };
  const { request } = await attendeeAddRequest({ flags, typed: new Set() }, contextOf(HERE));
  expect(request).toEqual({ meetingId: ID, meetingsRegion: 'us-east-1', externalUserIds: ['ann'] });
});

describe('what is missing', () => {
  const nothing = { flags: { debug: false }, typed: new Set<string>() };
  const meetingAlone = { flags: { debug: false, 'meeting-id': ID }, typed: new Set<string>() };

  test('is asked for where a person is there', async () => {
    expect((await meetingRequest(nothing, contextOf(HERE, ID))).request.meetingId).toBe(ID);
    expect((await attendeeRemoveRequest(meetingAlone, contextOf(HERE, ID))).request.attendeeId).toBe(ID);
    expect((await attendeeAddRequest(meetingAlone, contextOf(HERE, 'ann'))).request.externalUserIds).toEqual(['ann']);
  });

  test.each([
    ['--meeting-id', () => meetingRequest(nothing, contextOf(HERE)), 'ID_MISSING'],
    ['--attendee-id', () => attendeeRemoveRequest(meetingAlone, contextOf(HERE)), 'ID_MISSING'],
    ['--external-user-id', () => attendeeAddRequest(meetingAlone, contextOf(HERE)), 'ID_MISSING'],
    ['region', () => meetingRequest(meetingAlone, contextOf({})), 'REGION_MISSING'],
  ])('is named where nobody is: %s', async (what, read, code) => {
    await expect(read()).rejects.toMatchObject({ code, exitCode: 2, message: expect.stringContaining(what) });
  });
});

describe.each([
  ['the end of a meeting', meetingEndRequest, 'meeting end', ''],
  ['the removal of an attendee', attendeeRemoveRequest, 'attendee remove', ` --attendee-id ${ID}`],
] as const)('%s', (_what, read, command, whom) => {
  const named = { debug: false, 'meeting-id': ID, 'attendee-id': ID };
  const typed = new Set<string>();

  test('is not asked for where --yes says it, whoever is there', async () => {
    expect((await read({ flags: { ...named, yes: true }, typed }, contextOf(HERE))).confirm).toBe(null);
    expect((await read({ flags: { ...named, yes: true }, typed }, contextOf(HERE, ID))).confirm).toBe(null);
  });

  test('is asked for where a person is there', async () => {
    const { confirm } = await read({ flags: named, typed }, contextOf(HERE, ID));
    expect(await confirm?.('Sure?')).toBe(true);
  });

  test('is refused where nobody can be asked, and --yes is named', async () => {
    await expect(read({ flags: named, typed }, contextOf(HERE))).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      exitCode: 2,
      message: expect.stringContaining('--yes'),
      tryThis: [
        `see who has a seat there: chime-join attendee list --meeting-id ${ID} --meetings-region us-east-1`,
        `to disconnect them anyway: chime-join ${command} --meeting-id ${ID} --meetings-region us-east-1${whom} --yes`,
      ],
    });
  });
});
