import { describe, expect, it } from 'vitest';
import { entryNamed } from '../../../src/core/catalogue/catalogue.js';
import { failed, inGeneral, reworded } from '../../../src/core/catalogue/failed.js';
import { SITUATIONS } from '../../../src/core/catalogue/situations/situations.js';
import { FAILURES } from '../../../src/core/failure.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';

describe('a failure has the words of its situation', () => {
  it('with the facts in place of their names', () => {
    const facts = { runId: 'run-1', begunAt: '2026-11-28T17:00:00.000Z', differences: 'another call' };
    const failure = failed('RUN_ID_TAKEN.different', facts);
    expect(failure).toMatchObject({
      code: 'RUN_ID_TAKEN',
      exitCode: 2,
      message: '--run-id run-1 is that of a run with another call.',
      cause: 'it was begun at 2026-11-28T17:00:00.000Z',
      delivery: 'not-sent',
    });
    expect(failure.tryThis[0]).toBe('chime-join runs show run-1');
  });

  it('a fact of the request by the flag that gives it', () => {
    expect(failed('ID_INVALID.empty', { field: 'sipMediaApplicationId' }).message).toBe('--sma-id is empty.');
  });

  it('a cause and a step of which a fact is not known are left out', () => {
    const sent = 'AWS accepted the update';
    expect(failed('UNCONFIRMED.not-waited', { sent, why: null }).cause).toBeNull();
    const known = failed('UNCONFIRMED.unproven', { reason: 'x', step: 'wait' }).tryThis;
    expect(failed('UNCONFIRMED.unproven', { reason: 'x', step: null }).tryThis).toEqual(known.slice(0, -1));
  });

  it('a list makes one step of each item', () => {
    expect(failed('NOT_KNOWN.call', { calls: [ID, 'other'] }).tryThis).toEqual([
      `chime-join explain --file FILE --transaction-id ${ID}`,
      'chime-join explain --file FILE --transaction-id other',
    ]);
    expect(failed('NOT_KNOWN.call', { calls: [] }).tryThis).toEqual([]);
  });

  it('double braces are a template of the operator, and what a fact holds is not filled in again', () => {
    expect(failed('ARGUMENT_INVALID.no-call-id', { key: '{key} {{CallId}} $&' }).message).toBe(
      'The argument {key} {{CallId}} $& needs {{CallId}}, and no CallId is given.',
    );
  });

  it('what became of the request is the caller of the words to say', () => {
    const details = {
      delivery: 'unknown',
      attempts: 2,
      exitCode: 9,
      requestId: 'r',
      operation: 'CreateMeeting',
    } as const;
    expect(failed('UNREADABLE_ANSWER.no-meeting', {}, details)).toMatchObject(details);
  });
});

describe('a failure in other words', () => {
  const failure = failed(
    'TIMED_OUT.request',
    { operation: 'GetMeeting', why: 'slow' },
    { attempts: 3, delivery: 'unknown' },
  );

  it('keeps what became of its request, and its cause and steps where the situation has none', () => {
    expect(reworded(failure, 'INTERRUPTED.command')).toMatchObject({
      code: 'INTERRUPTED',
      message: 'Interrupted.',
      cause: 'slow',
      attempts: 3,
      delivery: 'unknown',
    });
  });

  it('of any code keeps the code', () => {
    const told = reworded(
      failure,
      '*.meeting-left',
      { said: failure.message, commands: ['one', 'two'] },
      { exitCode: 9 },
    );
    expect(told).toMatchObject({ code: 'TIMED_OUT', exitCode: 9, tryThis: ['one', 'two'] });
    expect(told.message).toBe(`${failure.message} The meeting could not be ended and is left behind.`);
  });
});

describe('where nothing is known', () => {
  it('facts stand by their names', () => {
    expect(inGeneral('{field} of {runId}: {{JoinToken}}, {said}')).toBe('--FLAG of RUN_ID: {{JoinToken}}, …');
  });
  it('explain advises what the failure does', () => {
    const told = { steps: entryNamed('code.RUN_ID_TAKEN').steps({} as never) };
    expect(told.steps).toContain('chime-join runs show RUN_ID');
  });
});

it.each(Object.entries(SITUATIONS))('%s: a code that exists, and whole sentences', (id, { message }) => {
  const code = id.replace(/\..*/, '');
  if (code !== '*') expect(Object.keys(FAILURES)).toContain(code);
  expect(inGeneral(message)).toMatch(/^(?:[A-Z…]|--|\{|chime-join )/);
  if (!/\}$/.test(message)) expect(message).toMatch(/[.:]$/);
});
