import { describe, expect, it } from 'vitest';
import { ATTENDEE, joinFailed, MEETING, RUN_ID, T0, TOKEN } from '../samples.js';
import {
  attendeesFor,
  handlerThatLogs,
  lost,
  meetingOf,
  never,
  perform,
  refused,
  request,
  type Script,
  type World,
  worldWith,
} from './fakes.js';

const EXISTING = request({ meetingId: MEETING });
const refusing: Script = { update: () => refused('CALL_NOT_FOUND') };
const existing: Script = { find: meetingOf, add: (_, asked) => attendeesFor(asked) };
const ran = (script: Script | ((world: World) => Script), asked = request()) =>
  perform(worldWith(typeof script === 'function' ? script : () => script), asked);

describe('after a definite failure', () => {
  it('the meeting is ended, and its attendees with it', async () => {
    const { result, world } = await ran({ ...refusing, end: () => null }, request({ addAttendees: ['ann'] }));
    expect(result?.undone.map(({ kind }) => kind)).toEqual(['attendee', 'attendee', 'meeting']);
    expect(world.times('DeleteMeeting')).toBe(1);
    expect(world.times('DeleteAttendee')).toBe(0);
  });

  it('of an existing meeting only the attendees are removed', async () => {
    const asked = request({ meetingId: MEETING, addAttendees: ['ann'] });
    const { result, world } = await ran({ ...refusing, ...existing, remove: () => null }, asked);
    expect(world.times('DeleteAttendee')).toBe(2);
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(result?.undone).toMatchObject([
      { kind: 'attendee', meetingId: MEETING, attendeeId: ATTENDEE },
      { kind: 'attendee' },
    ]);
    expect(result?.leftovers).toEqual([]);
  });

  it.each<[string, Script]>([
    [
      'the meeting is gone already',
      { end: () => refused('MEETING_NOT_FOUND'), find: () => refused('MEETING_NOT_FOUND') },
    ],
    ['the first answer is lost', { end: (_, __, times) => (times === 1 ? lost('TIMED_OUT') : null) }],
    ['AWS is busy for a second', { end: (_, __, times) => (times < 4 ? lost('UNAVAILABLE') : null) }],
  ])('nothing is left if %s', async (_, script) => {
    const { result, failure } = await ran({ ...refusing, ...script });
    expect(result?.leftovers).toEqual([]);
    expect(failure?.exitCode).toBe(4);
  });

  it.each<[string, Script]>([
    ['is refused', { end: () => refused('ACCESS_DENIED') }],
    ['never answers', { end: (_, signal) => never(signal) }],
    ['fails again and again', { end: () => lost('UNAVAILABLE') }],
  ])('a meeting whose end %s is a leftover, named with its command: exit 9', async (_, script) => {
    const { result, failure, timing } = await ran({ ...refusing, ...script });
    expect(failure).toMatchObject({ code: 'CALL_NOT_FOUND', exitCode: 9, retryable: false });
    expect(result).toMatchObject({
      verdict: 'FAILED',
      undone: [],
      leftovers: [
        {
          kind: 'meeting',
          meetingId: MEETING,
          region: 'us-east-1',
          command: `chime-join runs cleanup ${RUN_ID} --yes`,
        },
      ],
    });
    expect(timing.totalMs).toBeLessThanOrEqual(6_000);
  });

  it('an attendee that cannot be removed is a leftover, the others are not', async () => {
    const asked = request({ meetingId: MEETING, addAttendees: ['ann'] });
    const remove = (_: string, id: string) => (id === ATTENDEE ? refused('ACCESS_DENIED') : null);
    const { result, failure } = await ran({ ...refusing, ...existing, remove }, asked);
    expect(failure?.exitCode).toBe(9);
    expect(result?.undone).toHaveLength(1);
    expect(result?.leftovers).toMatchObject([
      {
        kind: 'attendee',
        attendeeId: ATTENDEE,
        command: `chime-join runs cleanup ${RUN_ID} --yes`,
      },
    ]);
  });

  it('--keep-meeting undoes nothing', async () => {
    const { world, failure } = await ran(refusing, request({ keepMeeting: true }));
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(failure?.exitCode).toBe(4);
  });

  it('nothing is undone where nothing was made', async () => {
    const { result } = await ran({ create: () => refused('ACCESS_DENIED') });
    expect(result).toMatchObject({ undone: [], leftovers: [] });
  });
});

describe('a create whose answer was lost', () => {
  it('is repeated as it was, and the meeting it finds is ended', async () => {
    const { result, failure, world } = await ran({
      create: (_, __, times) => (times === 1 ? lost('TIMED_OUT') : {}),
      end: () => null,
    });
    const creates = world.sent.filter(({ operation }) => operation === 'CreateMeetingWithAttendees');
    expect(creates).toHaveLength(2);
    expect(creates[1]?.input).toEqual(creates[0]?.input);
    expect(failure).toMatchObject({ code: 'TIMED_OUT', exitCode: 6 });
    expect(result).toMatchObject({
      verdict: 'FAILED',
      leftovers: [],
      undone: [{ kind: 'attendee' }, { kind: 'meeting', meetingId: MEETING }],
    });
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  it('and never comes is a leftover without an id: exit 9', async () => {
    const { result, failure } = await ran({ create: () => lost('TIMED_OUT') });
    expect(failure).toMatchObject({ exitCode: 9, retryable: false });
    expect(result?.leftovers).toMatchObject([
      { kind: 'meeting', meetingId: null, command: `chime-join runs cleanup ${RUN_ID} --yes` },
    ]);
  });

  it('counts as none where it provably was not sent', async () => {
    const { result, world } = await ran({ create: () => refused('LIMIT_EXCEEDED') });
    expect(world.times('CreateMeetingWithAttendees')).toBe(1);
    expect(result?.leftovers).toEqual([]);
  });

  it('into an existing meeting: the attendees are found again by their ids, and removed', async () => {
    const { result, failure, world } = await ran(
      {
        find: meetingOf,
        add: () => lost('TIMED_OUT'),
        listAttendees: () => [
          ...attendeesFor([{ externalUserId: request().externalUserId }]),
          { attendeeId: 'eeee1111-2222-3333-4444-5555bbbbcccc', externalUserId: 'somebody else', joinToken: null },
        ],
        remove: () => null,
      },
      EXISTING,
    );
    expect(failure?.exitCode).toBe(6);
    expect(world.sent.filter(({ operation }) => operation === 'DeleteAttendee')).toMatchObject([
      { input: { attendeeId: ATTENDEE } },
    ]);
    expect(result?.leftovers).toEqual([]);
  });

  it('into an existing meeting that cannot be listed: named with the command that looks again', async () => {
    const { result, failure } = await ran(
      { find: meetingOf, add: () => lost('TIMED_OUT'), listAttendees: () => refused('ACCESS_DENIED') },
      EXISTING,
    );
    expect(failure?.exitCode).toBe(9);
    expect(result?.leftovers).toMatchObject([
      { kind: 'attendee', attendeeId: null, command: `chime-join runs cleanup ${RUN_ID} --yes` },
    ]);
  });
});

describe("AWS's answer without what the join needs", () => {
  it.each<[string, 'unreadable' | 'refused', Script['create']]>([
    ['no attendee', 'unreadable', () => ({ attendees: [] })],
    [
      'an attendee without a token',
      'unreadable',
      () => ({
        attendees: attendeesFor([{ externalUserId: request().externalUserId }]).map((one) => ({
          ...one,
          joinToken: null,
        })),
      }),
    ],
    ["another's attendee", 'unreadable', () => ({ attendees: attendeesFor([{ externalUserId: 'somebody' }]) })],
    [
      'the phone refused',
      'refused',
      () => ({ refused: [{ externalUserId: request().externalUserId, code: 'BadRequest', message: 'no' }] }),
    ],
  ])('%s: FAILED, no update, the meeting ended', async (_, said, create) => {
    const { result, failure, world } = await ran({ ...(create === undefined ? {} : { create }), end: () => null });
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(failure).toMatchObject(
      said === 'refused' ? { exitCode: 1, retryable: false } : { exitCode: 6, retryable: true },
    );
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
    expect(world.times('DeleteMeeting')).toBe(1);
  });

  it('a meeting that is full is exit 5', async () => {
    const create = () => ({ refused: [{ externalUserId: 'ann', code: 'ResourceLimitExceeded', message: 'full' }] });
    const { failure } = await ran({ create, end: () => null }, request({ addAttendees: ['ann'] }));
    expect(failure).toMatchObject({ code: 'MEETING_FULL', exitCode: 5 });
  });
});

describe('once the update may have been delivered', () => {
  const REMOVALS = ['DeleteMeeting', 'DeleteAttendee'];
  const delivered: [string, (world: World) => Script][] = [
    ['UNCONFIRMED', () => ({ update: () => lost('TIMED_OUT') })],
    ['NOT_JOINED', (world) => ({ update: handlerThatLogs(world, 100, ...joinFailed()) })],
  ];

  it.each(delivered)(
    '%s removes nothing, and names the meeting that stands and what looks first',
    async (verdict, script) => {
      const { result, failure, world } = await ran(script);
      expect(result).toMatchObject({
        verdict,
        standing: [
          { kind: 'meeting', meetingId: MEETING, attendeeId: null, command: `chime-join runs cleanup ${RUN_ID}` },
        ],
        undone: [],
        leftovers: [],
      });
      expect(failure?.exitCode).toBe(verdict === 'UNCONFIRMED' ? 7 : 10);
      expect(failure?.tryThis.join()).not.toMatch(/meeting end|attendee remove/);
      expect(world.operations().filter((operation) => REMOVALS.includes(operation))).toEqual([]);
      expect(JSON.stringify(result)).not.toContain(TOKEN);
    },
  );

  it.each(delivered)('%s in an existing meeting names the attendee', async (verdict, script) => {
    const { result, world } = await ran((self) => ({ ...existing, ...script(self) }), EXISTING);
    expect(result).toMatchObject({
      verdict,
      standing: [{ kind: 'attendee', meetingId: MEETING, attendeeId: ATTENDEE, endsBy: null }],
      undone: [],
      leftovers: [],
    });
    expect(world.operations().filter((operation) => REMOVALS.includes(operation))).toEqual([]);
  });

  it('the end of the meeting is not promised where seats were handed out', async () => {
    const { result } = await ran({ update: () => lost('TIMED_OUT') }, request({ addAttendees: ['ann'] }));
    expect(result?.standing).toMatchObject([{ kind: 'meeting', endsBy: null }]);
  });
});

describe('an attendee with an id of the operator, who may have been there before and whose create was not answered', () => {
  const asked = { ...EXISTING, givenUserIds: [EXISTING.externalUserId] };

  it('is named where nobody can be listed', async () => {
    const { result } = await ran(
      { ...existing, listAttendees: () => refused('ACCESS_DENIED'), add: () => lost('TIMED_OUT') },
      asked,
    );
    expect(result).toMatchObject({
      verdict: 'FAILED',
      undone: [],
      leftovers: [{ kind: 'attendee', attendeeId: null }],
    });
  });

  it('is named by its id, and not removed, once the list can be read', async () => {
    const { result, world } = await ran(
      (self) => ({
        ...existing,
        add: () => lost('TIMED_OUT'),
        listAttendees: () =>
          self.times('ListAttendees') === 1
            ? refused('ACCESS_DENIED')
            : attendeesFor([{ externalUserId: EXISTING.externalUserId }]),
      }),
      asked,
    );
    expect(result).toMatchObject({ undone: [], leftovers: [{ kind: 'attendee', attendeeId: ATTENDEE }] });
    expect(world.times('DeleteAttendee')).toBe(0);
  });
});

describe('--keep-meeting keeps what the operator can use', () => {
  it('a meeting whose id is known is no leftover', async () => {
    const { result, failure } = await ran(refusing, request({ keepMeeting: true }));
    expect(result).toMatchObject({ meeting: { meetingId: MEETING }, undone: [], leftovers: [] });
    expect(failure?.exitCode).toBe(4);
  });

  it('a meeting whose id was never learnt is one: nobody can have wanted to keep that', async () => {
    const { result, failure } = await ran({ create: () => lost('TIMED_OUT') }, request({ keepMeeting: true }));
    expect(result).toMatchObject({ verdict: 'FAILED', undone: [], leftovers: [{ kind: 'meeting', meetingId: null }] });
    expect(failure?.exitCode).toBe(9);
  });

  it('an attendee whose id was never learnt stands in the meeting, and can be cleaned up', async () => {
    const { result } = await ran({ ...existing, add: () => lost('TIMED_OUT') }, { ...EXISTING, keepMeeting: true });
    expect(result).toMatchObject({
      verdict: 'FAILED',
      standing: [{ kind: 'attendee', meetingId: MEETING, attendeeId: null }],
      undone: [],
      leftovers: [],
    });
  });
});

describe('what was given up may come about a little later, and is not removed before', () => {
  const undoneAt = (world: World, operation: string) => world.sent.find((one) => one.operation === operation)?.at;

  it('a meeting', async () => {
    const { result, world } = await ran({
      create: (_, __, times) => (times === 1 ? lost('TIMED_OUT') : {}),
      end: () => null,
    });
    expect(result?.undone).toMatchObject([{ kind: 'attendee' }, { kind: 'meeting' }]);
    expect(undoneAt(world, 'DeleteMeeting')).toBeGreaterThanOrEqual(2_000);
  });

  it('a meeting that is asked for anew by undoing itself', async () => {
    const { result, world } = await ran({
      create: (_, __, times) => (times <= 2 ? lost('TIMED_OUT') : {}),
      end: () => null,
    });
    expect(result?.leftovers).toEqual([]);
    // The second was given up when undoing had waited for the first: one second is kept for the removing.
    expect(undoneAt(world, 'DeleteMeeting')).toBe(4_000);
  });

  it('an attendee, who is looked for then', async () => {
    const { result, world } = await ran(
      (self) => ({
        ...existing,
        add: () => lost('TIMED_OUT'),
        listAttendees: () =>
          self.clock.now() < T0 + 1_500 ? [] : attendeesFor([{ externalUserId: EXISTING.externalUserId }]),
        remove: () => null,
      }),
      EXISTING,
    );
    expect(result).toMatchObject({ undone: [{ kind: 'attendee', attendeeId: ATTENDEE }], leftovers: [] });
    expect(undoneAt(world, 'DeleteAttendee')).toBeGreaterThanOrEqual(2_000);
  });

  it('but a meeting that was answered at once is ended at once', async () => {
    const { world } = await ran({ ...refusing, end: () => null });
    expect(undoneAt(world, 'DeleteMeeting')).toBeLessThan(100);
  });
});
