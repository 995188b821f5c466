import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { InvocationEvent } from '../../src/core/facts/event.js';
import type { Emulator } from '../../src/emulator/emulator.js';
import { tryJoin } from '../../src/emulator/join-trial.js';
import type { CallState, LogRecord } from '../../src/emulator/world.js';

const OPENED = { meetingId: 'meeting', attendeeId: 'attendee', externalUserId: 'phone', joinToken: 'token' };
const PLACED = { transactionId: 'call', callId: 'leg', sipMediaApplicationId: 'sma' };
const LATER = { ...PLACED, transactionId: 'later', callId: 'later-leg' };

type Event = Partial<InvocationEvent>;
interface World {
  call: CallState;
  records: string[];
  updates: object[];
  pressed: string[];
  join(): void;
  tell(event: Event): void;
  log(record: string): void;
}
type On = (world: World, count: number) => void;

/** An emulator that is none: what each update, press and advance does to the latest call, the test says. */
function emulated({ updated, pressed, advanced }: { updated?: On; pressed?: On; advanced?: On }) {
  const calls: CallState[] = [];
  const placed = (ids = PLACED) =>
    ({ ...ids, status: 'Connected', legs: [], notSimulated: [], events: [] }) as unknown as CallState;
  const counts = { advances: 0 };
  const world: World = {
    call: placed(),
    ...{ records: [], updates: [], pressed: [] },
    join: () =>
      void world.call.legs.push({ meetingId: OPENED.meetingId, status: 'Connected' } as CallState['legs'][number]),
    tell: (event) => void world.call.events.push(event as InvocationEvent),
    log: (record) => void world.records.push(record),
  };
  const emulator = {
    placeCall: async () => {
      if (calls.length > 0) world.call = placed(LATER);
      calls.push(world.call);
      return calls.length > 1 ? LATER : PLACED;
    },
    dialOut: () => calls.push(world.call) && PLACED,
    openMeeting: () => OPENED,
    calls: () => calls,
    isHandlerAtWork: () => false,
    handlerRecords: () => world.records.map((message) => ({ message }) as LogRecord),
    advance: () => advanced?.(world, ++counts.advances),
    press: (_id: string, digits: string) => {
      const count = world.pressed.push(digits);
      pressed?.(world, count);
      return true;
    },
    updateCall: (_id: string, args: object) => {
      const count = world.updates.push(args);
      updated?.(world, count);
      return 'accepted' as const;
    },
  } as unknown as Emulator;
  return { emulator, world };
}

/** A trial of a call whose handler does so; real time does not pass. */
async function trial(on: Parameters<typeof emulated>[0], more: Partial<Parameters<typeof tryJoin>[2]> = {}) {
  const { emulator, world } = emulated(on);
  const values = (given: object) =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
  const options = {
    direction: 'Inbound',
    presses: null,
    withinMs: 60_000,
    interrupt: new AbortController().signal,
  } as const;
  return { world, result: await tryJoin(emulator, values, { ...options, ...more }) };
}

const PRESSES = { keys: '12#', againAfterMs: 4_000 };
const success = (Type: string, more: object = {}): Event => ({
  InvocationEventType: 'ACTION_SUCCESSFUL',
  ActionData: { Type, ...more },
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const stepping = setInterval(() => void vi.advanceTimersByTimeAsync(25), 0);
  return () => {
    clearInterval(stepping);
    vi.useRealTimers();
  };
});

describe('a call that joins', () => {
  const joins: On = ({ join, log }, count) => {
    if (count > 1) return;
    join();
    log('ACTION_SUCCESSFUL');
  };

  it('says so, with what the handler logged', async () => {
    const { result } = await trial({ updated: joins });
    expect(result).toMatchObject({ joined: true, hindrance: null, after: null, records: ['ACTION_SUCCESSFUL'] });
  });

  it('is updated with the ids and the token of its meeting and call', async () => {
    const { world, result } = await trial({ updated: joins });
    expect(world.updates[0]).toEqual({ ...OPENED, ...PLACED });
    expect(result.sent).toEqual({ ...OPENED, ...PLACED, arguments: world.updates[0] });
  });

  it.each<[string, On, string]>([
    ['stays', () => undefined, 'stays'],
    ['hangs up', ({ call }) => void Object.assign(call, { status: 'Ended', legs: [] }), 'hung-up'],
    ['goes elsewhere', ({ call }) => void call.legs.splice(0), 'moved'],
  ])('and %s at a second update', async (_what, again, second) => {
    const updated: On = (world, count) => {
      world.tell({ InvocationEventType: 'CALL_UPDATE_REQUESTED' });
      (count === 1 ? joins : again)(world, count);
    };
    expect((await trial({ updated })).result.second).toBe(second);
  });

  describe('only at an update after its first action', () => {
    const ends: On = ({ call, tell }) => call.events.length === 0 && tell(success('Speak'));

    it('says which action that was', async () => {
      const updated: On = ({ call, join }) => call.events.length > 0 && join();
      const { result, world } = await trial({ advanced: ends, updated });
      expect(result).toMatchObject({ joined: true, after: { action: 'Speak' } });
      expect(world.updates.slice(0, 2)).toEqual([
        { ...OPENED, ...PLACED },
        { ...OPENED, ...LATER },
      ]);
    });

    it('is not one that takes its second update alone', async () => {
      const updates = new Map<CallState, number>();
      const updated: On = ({ call, join }) => {
        updates.set(call, (updates.get(call) ?? 0) + 1);
        if (updates.get(call) === 2) join();
      };
      const { result } = await trial({ advanced: ends, updated });
      expect(result).toMatchObject({ joined: false, hindrance: 'nothing happened to the call' });
      expect([...updates.values()]).toEqual([1, 1]);
    });
  });

  it('after keys says which', async () => {
    const pressed: On = ({ tell }, count) =>
      count === 3 && tell(success('SpeakAndGetDigits', { ReceivedDigits: '12' }));
    const { result, world } = await trial({ pressed, updated: ({ join }) => join() }, { presses: PRESSES });
    expect(result).toMatchObject({ joined: true, after: { keys: '12#' }, unheard: null });
    expect(world.pressed).toHaveLength(3);
  });
});

describe('a call that does not join', () => {
  it.each<[string, On, string]>([
    [
      'because its action fails',
      ({ tell }) =>
        tell({
          InvocationEventType: 'ACTION_FAILED',
          ActionData: { Type: 'JoinChimeMeeting', ErrorType: 'SystemException', ErrorMessage: 'no' },
        }),
      'JoinChimeMeeting failed: SystemException: no',
    ],
    [
      'because its answer is unusable',
      ({ tell }) => tell({ InvocationEventType: 'INVALID_LAMBDA_RESPONSE', ErrorMessage: 'blank' }),
      'INVALID_LAMBDA_RESPONSE: blank',
    ],
    ['because it ends', ({ call }) => void Object.assign(call, { status: 'Ended' }), 'the call ended'],
    ['because nothing comes of the update', () => undefined, 'nothing happened to the call'],
  ])('%s', async (_what, updated, hindrance) => {
    const { result } = await trial({ updated });
    expect(result).toMatchObject({ joined: false, hindrance, second: null });
  });

  it('because nobody answered it is not updated at all', async () => {
    const { emulator, world } = emulated({});
    world.call.status = 'Ringing';
    const options = {
      direction: 'Inbound',
      presses: null,
      withinMs: 100,
      interrupt: new AbortController().signal,
    } as const;
    const result = await tryJoin(emulator, () => ({}), options);
    expect(result.hindrance).toBe('the call was not answered');
    expect(world.updates).toEqual([]);
  });

  it('is waited for one minute of the emulator’s time, and no longer', async () => {
    const advances: number[] = [];
    await trial({ advanced: (_world, count) => void advances.push(count) });
    expect(advances).toHaveLength(60);
  });

  it('names the actions that ran without effect', async () => {
    const { result } = await trial({ updated: ({ call }) => void call.notSimulated.push('RecordMeeting') });
    expect(result.notSimulated).toEqual(['RecordMeeting']);
  });

  it('where no key helps, keys are pressed twenty times at most', async () => {
    const { world, result } = await trial({}, { presses: PRESSES });
    expect(world.pressed).toHaveLength(20);
    expect(result).toMatchObject({ after: null, unheard: '12#' });
  });

  it('an action that ends without keys has not heard any', async () => {
    const pressed: On = ({ tell }, count) => count === 1 && tell(success('Speak'));
    const { result } = await trial({ pressed }, { presses: PRESSES });
    expect(result).toMatchObject({ after: null, unheard: '12#' });
  });

  it('keys are pressed anew only after as much time of the call as they need', async () => {
    const advances: number[] = [];
    const pressedAfter: number[] = [];
    const pressed: On = () => void pressedAfter.push(advances.length);
    await trial({ pressed, advanced: (_world, count) => void advances.push(count) }, { presses: PRESSES });
    expect(pressedAfter.slice(0, 3)).toEqual([0, 4, 8]);
  });
});
