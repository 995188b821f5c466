import { describe, expect, it } from 'vitest';
import type { EntryBody } from '../../../src/core/journal/entry.js';
import { recordOf } from '../../../src/core/journal/record.js';
import { argumentTemplates } from '../../../src/core/run/arguments.js';
import { cleanUp } from '../../../src/core/runs/cleanup.js';
import {
  ATTENDEE,
  CALL_A,
  CALL_B,
  failed,
  handled,
  hangUp,
  interrupted,
  MEETING,
  OTHER_MEETING,
  OTHER_TRANSACTION,
  RUN_ID,
  record,
  SMA,
  succeeded,
  TOKEN,
  update,
} from '../samples.js';
import { Cloud, type Death, failing, type Handler, joining, silent } from './cloud.js';
import { held, lost, notSent, refused, request, type Script, type World } from './fakes.js';

const READS = ['GetSipMediaApplication', 'FilterLogEvents', 'ListAttendees', 'GetMeeting', 'ListSipMediaApplications'];
const sentBeyondReads = (world: World) => world.operations().filter((operation) => !READS.includes(operation));
/** The call was answered before the run began, and its handler logged it. */
function withCall(): Cloud {
  const cloud = new Cloud();
  cloud.log.push(...held());
  return cloud;
}

const typesOf = (cloud: Cloud) => cloud.journal.types(RUN_ID);

describe('a run that has its answer gives it again, and sends nothing', () => {
  it.each<[string, Handler, ReturnType<typeof request>, number]>([
    ['JOINED', joining, request(), 0],
    ['ACCEPTED', silent, request({ waitMs: null }), 0],
    ['NOT_JOINED', failing, request(), 10],
  ])('%s', async (verdict, handler, asked, exitCode) => {
    const cloud = new Cloud(handler);
    const first = await cloud.run(asked);
    expect(first.result?.verdict).toBe(verdict);
    const again = await cloud.run(asked);
    expect(again.world.operations()).toEqual([]);
    expect(again.result).toEqual(first.result);
    expect(again.failure?.exitCode ?? 0).toBe(exitCode);
    expect(again.failure?.message).toBe(first.failure?.message);
    expect(again.failure?.tryThis).toEqual(first.failure?.tryThis);
    expect(again.requestIds).toEqual(first.requestIds);
    expect(again.warnings).toContainEqual(expect.stringContaining('nothing was sent'));
  });

  it('for as long as its journal is there', async () => {
    const cloud = new Cloud();
    await cloud.run();
    cloud.later(30 * 24 * 3_600_000);
    const { result, world } = await cloud.run();
    expect([result?.verdict, world.operations()]).toEqual(['JOINED', []]);
  });
});

describe('a run that was UNCONFIRMED looks again, and sends nothing but reads', () => {
  /** Asked for again after what the handler's log shows by then. */
  async function lookedAgain(...shown: [ms: number, message: string | object][]) {
    const cloud = new Cloud(silent);
    const first = await cloud.run(request({ waitMs: 1_000 }));
    expect(first.result?.verdict).toBe('UNCONFIRMED');
    cloud.log.push(...shown.map(([ms, message]) => record(message, ms)));
    return { cloud, first, ...(await cloud.run(request({ waitMs: 10_000 }))) };
  }
  const sent = { JoinToken: TOKEN, MeetingId: '11112222-3333-4444-5555-000000000001', CallId: CALL_A };
  const told = update(2, { ...sent, AttendeeId: ATTENDEE, RunId: RUN_ID });

  it('and finds that it joined', async () => {
    const { result, failure, world, cloud } = await lookedAgain(
      [200, told],
      [
        900,
        {
          ...told,
          Sequence: 3,
          InvocationEventType: 'ACTION_SUCCESSFUL',
          ActionData: { Type: 'JoinChimeMeeting', Parameters: sent },
        },
      ],
    );
    expect([result?.verdict, failure]).toEqual(['JOINED', null]);
    expect(sentBeyondReads(world)).toEqual([]);
    expect(result).toMatchObject({
      meeting: { meetingId: sent.MeetingId, created: true },
      attendee: { attendeeId: ATTENDEE },
      leftovers: [],
    });
    expect(cloud.liveRooms).toEqual([sent.MeetingId]);
    expect((await cloud.run()).world.operations()).toEqual([]);
  });

  it('and finds that it did not, and leaves in place what it made', async () => {
    const log = [handled(told), handled(interrupted(3)), handled(failed(4, sent))].flat();
    const looked = await lookedAgain(...log.map((message): [number, string | object] => [900, message]));
    const { result, failure, world, cloud } = looked;
    expect([result?.verdict, failure?.exitCode]).toEqual(['NOT_JOINED', 10]);
    expect(sentBeyondReads(world)).toEqual([]);
    expect(result).toMatchObject({ standing: [{ kind: 'meeting' }], undone: [], leftovers: [] });
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('and is not ACCEPTED because nobody waits: one look it has', async () => {
    const cloud = new Cloud(silent);
    await cloud.run(request({ waitMs: 1_000 }));
    const again = await cloud.run(request({ waitMs: null }));
    expect([again.result?.verdict, again.failure?.exitCode]).toEqual(['UNCONFIRMED', 7]);
    cloud.log.push(record(told, 200), record(succeeded(3, sent), 900));
    const later = await cloud.run(request({ waitMs: null }));
    expect([later.result?.verdict, cloud.delivered.length]).toEqual(['JOINED', 1]);
  });

  it('and does not know more than before', async () => {
    const { result, failure, world, first, cloud } = await lookedAgain();
    expect([result?.verdict, failure?.exitCode]).toEqual(['UNCONFIRMED', 7]);
    expect(sentBeyondReads(world)).toEqual([]);
    expect(result?.leftovers).toEqual(first.result?.leftovers);
    expect(cloud.liveRooms).toHaveLength(1);
    expect(cloud.delivered).toHaveLength(1);
  });

  it('even where it cannot read a thing', async () => {
    const cloud = new Cloud(joining);
    cloud.more = { update: () => lost('TIMED_OUT'), read: () => refused('ACCESS_DENIED') };
    await cloud.run();
    const { result, world } = await cloud.run();
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(sentBeyondReads(world)).toEqual([]);
  });
});

describe('a run that failed is tried anew', () => {
  const tokensOf = (...worlds: World[]) =>
    worlds.flatMap(({ sent }) =>
      sent.flatMap(({ operation, input }) =>
        operation === 'CreateMeetingWithAttendees'
          ? [(input as { clientRequestToken: string }).clientRequestToken]
          : [],
      ),
    );

  it('with a token of its own, and joins', async () => {
    const cloud = new Cloud();
    cloud.more = { update: () => refused('CALL_NOT_FOUND') };
    const first = await cloud.run();
    expect(first.result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    cloud.more = {};
    const second = await cloud.run();
    expect(second.result?.verdict).toBe('JOINED');
    const tokens = tokensOf(first.world, second.world);
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(token).toMatch(/^[-_a-zA-Z0-9]{2,64}$/);
    expect(cloud.liveRooms).toEqual([second.result?.meeting?.meetingId]);
  });

  it('and two runs of one id on two machines have not one meeting', async () => {
    const [one, other] = [new Cloud(), new Cloud()];
    one.journal.newClaim = () => 'one';
    other.journal.newClaim = () => 'other';
    const ran = await Promise.all([one.run(), other.run()]);
    expect(new Set(tokensOf(...ran.map(({ world }) => world))).size).toBe(2);
  });

  it('after what it could not take back is taken back', async () => {
    const cloud = withCall();
    cloud.more = { update: () => refused('CALL_NOT_FOUND'), end: () => refused('ACCESS_DENIED') };
    expect((await cloud.run()).failure?.exitCode).toBe(9);
    expect(cloud.liveRooms).toHaveLength(1);
    cloud.more = {};
    const { result } = await cloud.run();
    expect(result?.verdict).toBe('JOINED');
    expect(cloud.liveRooms).toEqual([result?.meeting?.meetingId]);
    expect(recordOf(RUN_ID, cloud.journal.read(RUN_ID)!)?.attempts.map(({ leftovers }) => leftovers)).toEqual([
      [],
      null,
    ]);
  });

  it('after what it could not take back still cannot be: with a warning that names it', async () => {
    const cloud = new Cloud();
    cloud.more = { update: () => refused('CALL_NOT_FOUND'), end: () => refused('ACCESS_DENIED') };
    await cloud.run();
    const [left] = cloud.liveRooms;
    cloud.more = { end: () => refused('ACCESS_DENIED') };
    const { result, warnings } = await cloud.run();
    expect(result?.verdict).toBe('JOINED');
    expect(warnings).toContainEqual(
      expect.stringMatching(new RegExp(`${left}.*chime-join runs cleanup ${RUN_ID} --yes`)),
    );
  });

  it('likewise one whose leavings a cleanup removed', async () => {
    const cloud = new Cloud(silent);
    await cloud.run(request({ waitMs: 1_000 }));
    cloud.log.push(record(hangUp(4), 5_000));
    cloud.later(10_000);
    const world = await cloud.world();
    const reach = {
      journal: cloud.journal,
      clock: world.clock,
      digest: world.ports().digest,
      endpointOf: async () => null,
      awsOf: async () => world.ports(),
    };
    const { signal } = new AbortController();
    const progress = {
      warn() {},
      retry() {},
      sent() {},
      perform: (_: unknown, work: never) => (work as () => never)(),
      summary: () => ({ warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] }),
    };
    const cleaned = cleanUp({ runId: RUN_ID, yes: true, timeoutMs: 60_000 }, reach, progress as never, {
      signal,
      interrupt: signal,
    });
    expect((await world.clock.runUntilSettled(cleaned)).removed).toHaveLength(2);
    cloud.log.length = 0;
    cloud.handler = joining;
    const { result } = await cloud.run();
    expect(result?.verdict).toBe('JOINED');
    expect(cloud.delivered).toHaveLength(2);
    expect(cloud.liveRooms).toEqual([result?.meeting?.meetingId]);
  });
});

const HOWS = ['before', 'torn', 'after'] as const;

/** Every death beside every line that the run writes. */
async function everyDeath(make: () => Cloud, asked = request()): Promise<Death[]> {
  const lines = await make().runUntil({ line: Number.POSITIVE_INFINITY, how: 'before' }, asked);
  return Array.from({ length: lines }, (_, line) => HOWS.map((how) => ({ line, how }))).flat();
}

describe('a run whose process died beside any line of its journal', () => {
  async function rerun(
    make: () => Cloud,
    death: Death,
    asked = request(),
    meanwhile: (cloud: Cloud) => void = () => {},
  ) {
    const cloud = make();
    await cloud.runUntil(death, asked);
    cloud.later(1_000);
    const deliveredBefore = cloud.delivered.length;
    const announced = typesOf(cloud).includes('update-sending');
    meanwhile(cloud);
    const again = await cloud.run(asked);
    const context = `${death.how} line ${death.line}: ${typesOf(cloud).join(' ')}`;
    return { cloud, again, context, neverSent: announced && deliveredBefore === 0 };
  }

  it('joins in the end, by one update, into the one meeting that stands', async () => {
    const make = () => new Cloud();
    const deaths = await everyDeath(make);
    expect(deaths.length).toBeGreaterThan(40);
    let unconfirmed = 0;
    for (const death of deaths) {
      const { cloud, again, context, neverSent } = await rerun(make, death);
      // It died between announcing the update and sending it, and nobody can know that it did not send it.
      if (neverSent) unconfirmed += 1;
      expect([context, again.result?.verdict]).toEqual([context, neverSent ? 'UNCONFIRMED' : 'JOINED']);
      expect([context, cloud.delivered.length]).toEqual([context, neverSent ? 0 : 1]);
      expect([context, cloud.liveRooms]).toEqual([context, [again.result?.meeting?.meetingId]]);
      expect([context, cloud.rooms.size]).toEqual([context, 1]);
    }
    expect(unconfirmed).toBe(1);
  });

  it('into an existing meeting: with the attendee that it made before', async () => {
    const make = () => new Cloud();
    const asked = request({ meetingId: MEETING, externalUserId: 'phone', givenUserIds: ['phone'] });
    for (const death of await everyDeath(make, asked)) {
      const { cloud, again, context, neverSent } = await rerun(make, death, asked);
      expect([context, again.failure?.message, again.result?.verdict]).toEqual([
        context,
        ...(neverSent ? [again.failure?.message, 'UNCONFIRMED'] : [undefined, 'JOINED']),
      ]);
      expect([context, cloud.delivered.length]).toEqual([context, neverSent ? 0 : 1]);
      expect([context, [...cloud.guests.keys()]]).toEqual([context, ['phone']]);
    }
  });

  it('with a call that did not join: says so, and leaves in place what is there', async () => {
    const make = () => new Cloud(failing);
    for (const death of await everyDeath(make)) {
      const { cloud, again, context, neverSent } = await rerun(make, death);
      expect([context, again.result?.verdict]).toEqual([context, neverSent ? 'UNCONFIRMED' : 'NOT_JOINED']);
      expect([context, cloud.delivered.length]).toEqual([context, neverSent ? 0 : 1]);
      expect([context, cloud.liveRooms.length]).toEqual([context, 1]);
      expect([context, again.failure?.exitCode]).toEqual([context, neverSent ? 7 : 10]);
    }
  });

  it('with an update that was refused: joins at the second try, and leaves nothing of the first', async () => {
    const make = () => {
      const cloud = withCall();
      cloud.more = { update: () => refused('CALL_NOT_FOUND') };
      return cloud;
    };
    const then = (cloud: Cloud) => {
      cloud.more = {};
    };
    for (const death of await everyDeath(make)) {
      const { cloud, again, context } = await rerun(make, death, request(), then);
      const types = typesOf(cloud);
      const inDoubt = types.lastIndexOf('update-sending') > types.lastIndexOf('update-sent');
      if (inDoubt) {
        expect([context, again.result?.verdict, cloud.delivered.length]).toEqual([context, 'UNCONFIRMED', 0]);
        continue;
      }
      expect([context, again.result?.verdict, cloud.delivered.length]).toEqual([context, 'JOINED', 1]);
      expect([context, cloud.liveRooms]).toEqual([context, [again.result?.meeting?.meetingId]]);
    }
  });

  it('and again while it was asked for again: still one update, one meeting', async () => {
    const make = () => new Cloud();
    const deaths = (await everyDeath(make)).filter(({ how }) => how === 'after');
    for (const first of deaths) {
      for (const line of [1, 3, 5, 8]) {
        const cloud = make();
        await cloud.runUntil(first);
        await cloud.runUntil({ line, how: 'before' });
        cloud.later(1_000);
        const { result } = await cloud.run();
        const context = `${first.line}, then ${line}: ${typesOf(cloud).join(' ')}`;
        expect([context, cloud.delivered.length <= 1, cloud.rooms.size <= 1]).toEqual([context, true, true]);
        expect(['JOINED', 'UNCONFIRMED']).toContain(result?.verdict);
        expect(cloud.liveRooms).toEqual([result?.meeting?.meetingId]);
      }
    }
  });

  it('long ago does not build upon a meeting that has ended by itself', async () => {
    const cloud = withCall();
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.later(10 * 60_000);
    const { result } = await cloud.run();
    expect(result?.verdict).toBe('JOINED');
    expect(cloud.rooms.size).toBe(2);
    expect(cloud.liveRooms).toEqual([result?.meeting?.meetingId]);
  });
});

describe('an attendee of an existing meeting', () => {
  const asked = request({ meetingId: MEETING, externalUserId: 'phone', givenUserIds: ['phone'] });

  it("that somebody else has is taken: the run's own, found again, is not", async () => {
    const cloud = new Cloud();
    cloud.guests.set('phone', 'eeee1111-2222-3333-4444-5555bbbbcccc');
    expect((await cloud.run(asked)).failure?.code).toBe('CONFLICT');
    expect((await cloud.run(asked)).failure?.code).toBe('CONFLICT');
    expect([...cloud.guests.keys()]).toEqual(['phone']);
    expect(cloud.delivered).toEqual([]);
  });

  it('who joined is not taken over, nor removed, by a run of the same name that does not know of it', async () => {
    const cloud = new Cloud();
    expect((await cloud.run(asked)).result?.verdict).toBe('JOINED');
    cloud.journal.files.clear();
    expect((await cloud.run(asked)).failure?.code).toBe('CONFLICT');
    expect([[...cloud.guests.keys()], cloud.delivered.length]).toEqual([['phone'], 1]);
  });
});

describe('an id that stands for another run', () => {
  it.each<[string, Parameters<typeof request>[0], Partial<Cloud>]>([
    ['call', { call: { callId: CALL_B, transactionId: OTHER_TRANSACTION, sipMediaApplicationId: SMA } }, {}],
    ['meeting', { meetingId: OTHER_MEETING }, {}],
    ['arguments', { arguments: argumentTemplates('none', ['a={{JoinToken}}']) }, {}],
    ['endpoint', {}, { endpoint: 'http://127.0.0.1:4000' }],
  ])('is taken where it is of another %s: 2, nothing sent, and the other one is as it was', async (_, other, place) => {
    for (const handler of [joining, silent]) {
      const cloud = new Cloud(handler);
      await cloud.run(request({ waitMs: 1_000 }));
      const before = cloud.journal.files.get(RUN_ID) ?? '';
      Object.assign(cloud, place);
      const { result, failure, world } = await cloud.run(request({ waitMs: 1_000, ...other }));
      expect(failure).toMatchObject({ code: 'RUN_ID_TAKEN', exitCode: 2 });
      expect(result).toBeNull();
      expect(world.operations()).toEqual([]);
      const after = cloud.journal.files.get(RUN_ID) ?? '';
      expect(after.startsWith(before)).toBe(true);
      const added = after
        .slice(before.length)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type);
      expect(added).toEqual(['claimed', 'released']);
    }
  });
});

describe('a run that another process holds', () => {
  it.each(HOWS)('is left to it, wherever that stands (%s a line): UNCONFIRMED, 7, nothing sent', async (how) => {
    for (const line of [1, 4, 7, 10]) {
      const cloud = new Cloud();
      await cloud.runUntil({ line, how });
      cloud.journal.dead.clear();
      const { result, failure, world } = await cloud.run();
      expect(result?.verdict).toBe('UNCONFIRMED');
      expect(failure).toMatchObject({ code: 'RUN_UNDER_WAY', exitCode: 7, retryable: false });
      expect(world.operations()).toEqual([]);
    }
  });
});

describe('a journal that cannot be written', () => {
  const types = ['claimed', 'begun', 'step-started', 'step-finished', 'made', 'update-sending'] as const;

  /** The disk is full from the n-th line of the run on, or for that line alone. */
  async function full(nth: number, forGood: boolean, handler: Handler = joining, asked = request()) {
    const cloud = new Cloud(handler);
    let lines = -1;
    let refusedLine: EntryBody | null = null;
    cloud.journal.refuses = (entry) => {
      lines += 1;
      const refuses = forGood ? lines >= nth : lines === nth;
      if (refuses) refusedLine ??= entry;
      return refuses;
    };
    const done = await cloud.run(asked);
    return { cloud, done, at: refusedLine as EntryBody | null };
  }

  it.each([true, false])(
    'before the update: it fails and all is undone; after it the verdict stands (for good: %s)',
    async (forGood) => {
      const seen: string[] = [];
      for (let nth = 0; ; nth += 1) {
        const { cloud, done, at } = await full(nth, forGood);
        if (at === null) break;
        const { result, failure, warnings } = done;
        const context = `line ${nth}, ${at.type}`;
        seen.push(at.type);
        const verdict = result?.verdict ?? 'none';
        if (cloud.delivered.length === 1) {
          expect([context, verdict, failure]).toEqual([context, 'JOINED', null]);
          expect([context, cloud.liveRooms]).toEqual([context, [result?.meeting?.meetingId]]);
          // Who gives the run free has told everything else.
          if (at.type !== 'released' && at.type !== 'ended')
            expect([context, warnings]).toEqual([context, [expect.stringContaining('not written down')]]);
        } else {
          expect([context, failure?.code]).toEqual([context, 'JOURNAL_UNUSABLE']);
          expect([context, cloud.liveRooms]).toEqual([context, []]);
          const sent = done.world.operations().some((operation) => operation !== 'FilterLogEvents');
          if (!sent) expect([context, result, failure?.exitCode]).toEqual([context, null, 2]);
          else expect([context, verdict, failure?.exitCode]).toEqual([context, 'FAILED', 1]);
        }
      }
      expect(seen).toEqual(expect.arrayContaining([...types, 'update-sent', 'verdict', 'ended', 'released']));
    },
  );

  it('takes back what is to be taken back anyway, and nothing once the update is out', async () => {
    for (let nth = 0; ; nth += 1) {
      const { cloud, done, at } = await full(nth, true, failing);
      if (at === null) break;
      const context = `line ${nth}, ${at.type}`;
      const isOut = cloud.delivered.length === 1;
      expect([context, cloud.liveRooms.length]).toEqual([context, isOut ? 1 : 0]);
      if (isOut) expect([context, done.result?.verdict]).toEqual([context, 'NOT_JOINED']);
    }
  });

  it('a look that cannot be announced fails the run once the meeting is answered, not the process before', async () => {
    const cloud = new Cloud();
    cloud.more = {
      create: () => new Promise((resolve) => setImmediate(() => resolve({ meetingId: MEETING }))),
      end: () => null,
    };
    cloud.journal.refuses = (entry) => entry.type === 'step-started' && entry.step === 'look';
    const { result, failure, world } = await cloud.run();
    expect([result?.verdict, failure?.code]).toEqual(['FAILED', 'JOURNAL_UNUSABLE']);
    expect(world.operations()).toEqual(['CreateMeetingWithAttendees', 'DeleteMeeting']);
  });

  it('does not send an update again that it cannot announce again', async () => {
    const cloud = new Cloud();
    let announced = 0;
    cloud.more = { update: () => notSent('THROTTLED') };
    cloud.journal.refuses = (entry) => {
      if (entry.type === 'update-sending') announced += 1;
      return entry.type === 'update-sending' && announced > 1;
    };
    const { result, failure, world } = await cloud.run();
    expect([result?.verdict, failure?.code]).toEqual(['FAILED', 'JOURNAL_UNUSABLE']);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
    expect(cloud.liveRooms).toEqual([]);
  });
});

describe('no journal holds a secret', () => {
  const asked = request({
    addAttendees: ['ann'],
    arguments: argumentTemplates('action_json', ['t={{JoinToken}}', 'both={{JoinToken}}/{{Action}}']),
  });
  const STRETCH = 16;
  const holdsToken = (text: string) =>
    [TOKEN, `browser-token-1-${'y'.repeat(40)}`].some((token) =>
      Array.from({ length: token.length - STRETCH + 1 }, (_, from) => token.slice(from, from + STRETCH)).some((part) =>
        text.includes(part),
      ),
    );
  const saying =
    (text: string): Handler =>
    (sent) => [
      [200, update(2, sent.arguments)],
      [
        900,
        {
          ...failed(3, { ...sent.arguments, CallId: CALL_A }),
          ActionData: {
            Type: 'JoinChimeMeeting',
            Parameters: { JoinToken: TOKEN, CallId: CALL_A },
            ErrorType: 'X',
            ErrorMessage: text,
          },
        },
      ],
    ];

  it.each<[string, Handler, Script]>([
    ['that joined', joining, {}],
    ['that nobody answered', silent, {}],
    ['that failed with its token in the words', saying(`bad token ${TOKEN}!`), {}],
    ['that was refused in such words', joining, { update: () => notSent('REFUSED', { cause: `no: ${TOKEN}` }) }],
    ['that was lost in such words', silent, { update: () => lost('TIMED_OUT') }],
    ['that could not be undone', failing, { end: () => refused('ACCESS_DENIED') }],
  ])('of a run %s, even when it is asked for again', async (_, handler, more) => {
    const cloud = new Cloud(handler);
    cloud.more = more;
    const told = [await cloud.run(asked), await cloud.run(asked)].map(({ world: _world, ...rest }) => rest);
    const text = cloud.journal.files.get(RUN_ID) ?? '';
    expect(text).toContain('"ended"');
    expect(holdsToken(text)).toBe(false);
    expect(holdsToken(JSON.stringify([told, told.map(({ failure }) => [failure?.message, failure?.cause])]))).toBe(
      false,
    );
  });

  it('of a run that died, whatever is found in its log when it is asked for again', async () => {
    const make = () => new Cloud(saying(`bad token ${TOKEN}!`));
    for (const death of await everyDeath(make, asked)) {
      const cloud = make();
      await cloud.runUntil(death, asked);
      cloud.later(1_000);
      const { failure, result } = await cloud.run(asked);
      const said = JSON.stringify([result, failure?.message, failure?.cause, failure?.tryThis]);
      expect([death, holdsToken(cloud.journal.files.get(RUN_ID) ?? ''), holdsToken(said)]).toEqual([
        death,
        false,
        false,
      ]);
    }
  });
});

describe('a run that died before the update, and whose meeting AWS does not find again', () => {
  /** Dies once its meeting is known; AWS then forgets the token that it was asked for with. */
  async function forgotten(asked = request(), cloud = withCall()): Promise<Cloud> {
    await cloud.runUntil({ line: 6, how: 'before' }, asked);
    const [[token, room] = []] = [...cloud.rooms];
    cloud.rooms.delete(token as string);
    cloud.rooms.set('forgotten', room as NonNullable<typeof room>);
    return cloud;
  }

  it('joins in the one that was made instead, and ends the first', async () => {
    const cloud = await forgotten();
    const { result } = await cloud.run();
    expect(result?.verdict).toBe('JOINED');
    expect(cloud.liveRooms).toEqual([result?.meeting?.meetingId]);
    expect(result).toMatchObject({ standing: [], undone: [], leftovers: [] });
  });

  it('leaves the first, which ends by itself, where no record shows the call', async () => {
    const cloud = await forgotten(request(), new Cloud());
    expect((await cloud.run()).result?.verdict).toBe('JOINED');
    expect(cloud.liveRooms).toHaveLength(2);
  });

  it('keeps both where the operator said so', async () => {
    const asked = request({ keepMeeting: true });
    const cloud = await forgotten(asked);
    expect((await cloud.run(asked)).result?.verdict).toBe('JOINED');
    expect(cloud.liveRooms).toHaveLength(2);
  });
});
