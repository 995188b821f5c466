/** What shows that the records since our update are all there are, and what leaves that open. */
import { describe, expect, it } from 'vitest';
import {
  end,
  event,
  failed,
  GROUP,
  hangUp,
  type Json,
  OTHER_TRANSACTION,
  OUR_JOIN,
  phone,
  record,
  start,
  T0,
  THEIR_JOIN,
  update,
} from '../samples.js';
import { does, done, GOES_ON, HELD, interrupted, join, logOf, STYLES, type Turn, turn, whole } from './handler-logs.js';
import { inShort, judged, judgedRecords, verdictOf } from './judged.js';

const asked = turn(update(3), does(join()));
const SILENT = '99999999-0000-4000-8000-000000000001';
const OURS = '99999999-0000-4000-8000-000000000002';
const ends = turn(failed(4), does());

it('an event that is no action may show none', () => {
  const pressed = turn(event('DIGITS_RECEIVED', 5), GOES_ON);
  expect(verdictOf(whole(asked, turn(failed(4), does('Pause')), pressed))).toBe('ACTION_FAILED');
  const before = logOf([turn(event('ACTION_SUCCESSFUL', 1)), turn(done(2)), asked, ends], STYLES.whole);
  expect(verdictOf(before)).toBe('ACTION_FAILED');
});

it('an action that was cut short shows that more than failures are logged', () => {
  const turns = [HELD[0] as Turn, turn(update(2)), turn(interrupted(3)), turn(failed(4))];
  expect(verdictOf(logOf(turns, STYLES['events alone']))).toBe('ACTION_FAILED');
});

it('two answers to an event from before our update leave nothing open', () => {
  const twice = STYLES.whole(turn(done(2), GOES_ON), SILENT);
  expect(verdictOf([...twice, ...whole(asked, turn(failed(4), does('Pause')))])).toBe('ACTION_FAILED');
});

it('the end of the call shows that nothing was left out behind it, and no other hang-up does', () => {
  const alone = (...turns: Turn[]) => verdictOf(logOf([HELD[0] as Turn, ...turns], STYLES['events alone']));
  expect(alone(turn(update(2)), turn(hangUp(3)))).toBe('ENDED_BEFORE_JOIN');
  expect(alone(turn(update(2)), turn(failed(3)), turn(hangUp(4, 'LEG-B')))).toBe('- events-left-out');
});

describe('an end of a request', () => {
  it('is missing of an event that stands outside every request', () => {
    expect(verdictOf([...whole(asked), failed(4)])).toBe('- ends-not-logged');
  });

  it('is missing of a request that is known to have begun', () => {
    expect(verdictOf([...whole(asked), start(OURS), failed(4)])).toBe('- request-open');
  });

  it('is missing of a request whose begin is not logged, while those of others are', () => {
    const prefixed = `2026-11-23T14:29:12.345Z\t${OURS}\tINFO\t${JSON.stringify(failed(4))}`;
    expect(verdictOf([...whole(asked), prefixed])).toBe('- request-open');
  });

  it('is missing of one of several', () => {
    const open = [start(OURS), done(5)];
    expect(verdictOf([...whole(asked, turn(failed(4), does('Pause'))), ...open])).toBe('- request-open');
  });
});

describe('a request that shows no event', () => {
  const log = (silentAt: number, { startLogged = true, other = start(SILENT) as string | object } = {}) => {
    const before = logOf(HELD, STYLES.whole).map((message, index) => record(message, -5_000 + index));
    const ours = [...(startLogged ? [start(OURS)] : []), `x\t${OURS}`, update(3), does(join()), end(OURS)];
    const named = ours
      .filter((message) => message !== `x\t${OURS}`)
      .map((message, index) => {
        const prefix = `2026-11-23T14:29:12.345Z\t${OURS}\tINFO\t`;
        const text = typeof message === 'string' ? message : `${prefix}${JSON.stringify(message)}`;
        return record(text, startLogged ? 1_000 + index : 1_001 + index);
      });
    const after = STYLES.whole(turn(failed(4), does('Pause')), '99999999-0000-4000-8000-000000000003');
    return [
      ...before,
      ...named,
      ...after.map((message, index) => record(message, 2_000 + index)),
      record(other, silentAt, { stream: 'another' }),
    ];
  };
  const said = (...given: Parameters<typeof log>) => inShort(judgedRecords(log(...given)));

  it('may have handled the call, if it began after the one with our update', () => {
    expect(said(999)).toBe('ACTION_FAILED');
    expect(said(1_000)).toBe('ACTION_FAILED');
    expect(said(1_001)).toBe('- request-silent');
  });

  // Lines that a logger writes at the next request: the newest event is not there yet.
  it.each([
    ['between the begin of the call and its first event', -5_001, 'handler', '- request-silent'],
    ['in another stream', -5_001, 'another', 'ACTION_FAILED'],
    ['before the call', -60_000, 'handler', 'ACTION_FAILED'],
  ])('means that lines are late, if it began %s', (_, at, where, said) => {
    const [first] = HELD;
    const call = { ...first?.event, CallDetails: { ...(first?.event['CallDetails'] as Json) } };
    call.CallDetails['Participants'] = [phone({ StartTimeInMilliseconds: `${T0 - 6_000}` })];
    const turns = [{ ...(first as Turn), event: call }, ...HELD.slice(1), asked, turn(failed(4), does('Pause'))];
    const messages = logOf(turns, STYLES.whole);
    const records = messages.map((message, index) => record(message, -5_000 + index));
    const stream = where === 'handler' ? (records[0]?.stream ?? '') : where;
    expect(inShort(judgedRecords([record(start(SILENT), at, { stream }), ...records]))).toBe(said);
  });

  it('may have, if it began after our update, where the begin of that request is not logged', () => {
    expect(said(1_001, { startLogged: false })).toBe('ACTION_FAILED');
    expect(said(1_002, { startLogged: false })).toBe('- request-silent');
  });

  it('is not known to have begun where only its end is logged', () => {
    expect(said(1_500, { other: end(SILENT) })).toBe('ACTION_FAILED');
  });

  it('handled another call, if it shows an event of it', () => {
    const theirs = event('RINGING', 1, {}, { TransactionId: OTHER_TRANSACTION });
    const records = [...log(1_001), record(theirs, 1_002, { stream: 'another' })];
    expect(inShort(judgedRecords(records))).toBe('ACTION_FAILED');
  });
});

describe('the evidence', () => {
  const summaries = (...turns: Turn[]) =>
    judged(whole(...turns)).evidence.map(({ event: type, summary }) => [type, summary]);
  const UPDATED = ['CALL_UPDATE_REQUESTED', 'the handler was invoked with our update'];

  it('of a failure that a hang-up followed holds both', () => {
    expect(summaries(asked, turn(failed(4), does('Pause')), turn(hangUp(5)))).toEqual([
      UPDATED,
      ['ACTION_FAILED', expect.stringContaining('InvalidActionParameter: JoinToken parameter value is invalid.')],
      ['HANGUP', 'the call ended (SIP 0)'],
    ]);
  });

  it('of a hang-up alone holds it once', () => {
    expect(summaries(asked, turn(hangUp(4)))).toEqual([UPDATED, ['HANGUP', 'the call ended (SIP 0)']]);
  });

  it('of an ignored update says what was answered', () => {
    const answered = (answer: Json) => summaries(turn(update(3), answer), turn(done(4), does())).at(-1)?.[1];
    expect(answered(GOES_ON)).toContain('no action list');
    expect(answered(does())).toContain('an empty action list');
    const elsewhere = [
      turn(update(3), does(join(THEIR_JOIN))),
      turn(interrupted(4)),
      turn(failed(5, THEIR_JOIN), does()),
    ];
    expect(summaries(...elsewhere).at(-1)?.[1]).toContain('JoinChimeMeeting to another meeting');
  });

  it('of a failure without an error has none, and says whether a join or an answer failed', () => {
    const bare = event('ACTION_FAILED', 4, { ActionData: { Type: 'JoinChimeMeeting', Parameters: OUR_JOIN } });
    const unusable = event('INVALID_LAMBDA_RESPONSE', 4);
    expect(summaries(asked, turn(bare, does())).at(-1)?.[1]).toBe('JoinChimeMeeting failed');
    expect(summaries(asked, turn(unusable, does())).at(-1)?.[1]).toContain('unusable');
  });

  it('is a sentence, and holds nothing that stands under the key of a token', () => {
    const long = event('ACTION_FAILED', 4, {
      ActionData: {
        ...{ Type: 'JoinChimeMeeting', Parameters: OUR_JOIN },
        ...{ ErrorType: 'X', ErrorMessage: `JoinToken: abcdef ${'y'.repeat(400)}` },
      },
    });
    const summary = judged(whole(asked, turn(long, does()))).evidence.at(-1)?.summary;
    expect(summary).toHaveLength(300);
    expect(summary).toContain('JoinToken: ***');
    const types = Array.from({ length: 60 }, (_, at) => `Action${at}`);
    const many = judged(
      whole(turn(update(3), does(...types)), turn(interrupted(4)), turn(done(5, 'Action59'), does())),
    );
    expect(many.evidence.at(-1)?.summary).toHaveLength(300);
  });

  it('names the log, and the time of the record', () => {
    expect(judgedRecords([record(update(3), 40)]).evidence).toMatchObject([
      { source: GROUP, time: new Date(T0 + 40).toISOString(), sequence: 3 },
    ]);
    expect(judged(whole(turn(update(3)), turn(done(4), does()))).evidence.at(-1)).toMatchObject({
      source: GROUP,
      time: expect.stringMatching(/^2026-11-23T14:29:1/),
    });
  });
});

describe('the time since which nothing came', () => {
  const at = (judgement: ReturnType<typeof judgedRecords>) =>
    judgement.kind === 'not-joined' ? judgement.decidedAt - T0 : inShort(judgement);
  const log = (failedAt: number, endedAt: number) => {
    const before = logOf([...HELD, asked], STYLES.whole).map((message, index) => record(message, index));
    return [
      ...before,
      record(start(OURS), 900),
      record(failed(4, OUR_JOIN, { Participants: [phone()] }), failedAt),
      record(does(), failedAt),
      record(end(OURS), endedAt),
    ];
  };

  it('is the end of the last request', () => expect(at(judgedRecords(log(1_000, 1_500)))).toBe(1_500));

  it('is that of an event whose end was logged before it, by a clock that went back', () => {
    const early = log(1_000, 1_500).map((one) => (one.message === end(OURS) ? { ...one, time: T0 + 950 } : one));
    const prefixed = early.map((one) =>
      one.message.includes('ACTION_FAILED') || one.message === JSON.stringify(does())
        ? { ...one, message: `2026-11-23T14:29:12.345Z\t${OURS}\tINFO\t${one.message}` }
        : one,
    );
    expect(at(judgedRecords(prefixed))).toBe(1_000);
  });

  it('counts nothing from before our update', () => {
    // The end of the first request of all, as END and REPORT tell it.
    const late = log(1_000, 1_500).map((one, index) =>
      index === 3 || index === 4 ? { ...one, time: T0 + 9_000 + index } : one,
    );
    expect(at(judgedRecords(late))).toBe(1_500);
  });
});
