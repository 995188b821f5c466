import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_UPDATE_ARGUMENTS } from '../../../src/core/facts/limits.js';
import { Failure } from '../../../src/core/failure.js';
import {
  ARGUMENT_PRESETS,
  type ArgumentPreset,
  argumentTemplates,
  carriesJoinToken,
  maskArguments,
  renderArguments,
  requireKnownValues,
  type TemplateValues,
} from '../../../src/core/run/arguments.js';

const VALUES: TemplateValues = {
  JoinToken: 'token',
  MeetingId: 'meeting',
  AttendeeId: 'attendee',
  ExternalUserId: 'user',
  CallId: 'call',
  TransactionId: 'transaction',
  RunId: 'run',
};
const rendered = (preset: ArgumentPreset, typed: string[] = [], values: Partial<TemplateValues> = {}) =>
  renderArguments(argumentTemplates(preset, typed), { ...VALUES, ...values });
const problem = (typed: string[], preset: ArgumentPreset = 'none') => {
  try {
    argumentTemplates(preset, typed);
    return null;
  } catch (error) {
    return error instanceof Failure ? { code: error.code, exitCode: error.exitCode } : error;
  }
};

describe('presets', () => {
  it.each<[ArgumentPreset, Record<string, string>]>([
    ['standard', { JoinToken: 'token', MeetingId: 'meeting', AttendeeId: 'attendee', CallId: 'call', RunId: 'run' }],
    ['join_meeting', { action: 'join_meeting', meetingId: 'meeting', joinToken: 'token', attendeeId: 'attendee' }],
    ['snake_case', { meeting_id: 'meeting', attendee_id: 'attendee', join_token: 'token' }],
    ['none', {}],
  ])('%s', (preset, map) => expect(rendered(preset)).toEqual(map));

  it('action_json holds the action of the leg that was named', () => {
    expect(JSON.parse(rendered('action_json')['Action'] as string)).toEqual({
      Type: 'JoinChimeMeeting',
      Parameters: { JoinToken: 'token', MeetingId: 'meeting', CallId: 'call' },
    });
  });

  it('action_json names LEG-A where no CallId is known', () => {
    expect(JSON.parse(rendered('action_json', [], { CallId: null })['Action'] as string).Parameters).toEqual({
      JoinToken: 'token',
      MeetingId: 'meeting',
      ParticipantTag: 'LEG-A',
    });
  });

  it('leave out what is not known', () => {
    expect(Object.keys(rendered('standard', [], { CallId: null }))).toEqual([
      'JoinToken',
      'MeetingId',
      'AttendeeId',
      'RunId',
    ]);
  });
});

describe("the operator's own arguments", () => {
  it.each<[string[], Record<string, string>]>([
    [['a=b'], { a: 'b' }],
    [['a='], { a: '' }],
    [['a=b=c'], { a: 'b=c' }],
    [['a= b '], { a: ' b ' }],
    [['a={{JoinToken}}'], { a: 'token' }],
    [['a={{ JoinToken }}'], { a: 'token' }],
    [['a={{MeetingId}}/{{CallId}}-{{RunId}}'], { a: 'meeting/call-run' }],
    [['a={{TransactionId}},{{ExternalUserId}},{{AttendeeId}}'], { a: 'transaction,user,attendee' }],
    [['a={b}'], { a: '{b}' }],
    [['a={"x":{"y":1}}'], { a: '{"x":{"y":1}}' }],
    [['a=$&$1'], { a: '$&$1' }],
    [['ключ=значение'], { ключ: 'значение' }],
  ])('%o are %o', (typed, map) => expect(rendered('none', typed)).toEqual(map));

  it('go over the preset, and beside it', () => {
    expect(rendered('snake_case', ['join_token=other', 'more=x'])).toEqual({
      meeting_id: 'meeting',
      attendee_id: 'attendee',
      join_token: 'other',
      more: 'x',
    });
  });

  it('differ in letter case from the preset', () => {
    expect(Object.keys(rendered('snake_case', ['Join_Token=x']))).toHaveLength(4);
  });

  it('are not filled in twice: a value that looks like a template stays', () => {
    expect(rendered('none', ['a={{JoinToken}}'], { JoinToken: '{{MeetingId}}' })).toEqual({ a: '{{MeetingId}}' });
  });

  it.each([
    [['a']],
    [['=b']],
    [['']],
    [['a=1', 'a=2']],
    [['a={{joinToken}}']],
    [['a={{}}']],
    [['a={{Secret}}']],
    [['a={{__proto__}}']],
  ])('%o is refused: exit 2', (typed) => expect(problem(typed)).toEqual({ code: 'ARGUMENT_INVALID', exitCode: 2 }));

  it('never repeat a whole token in what is refused', () => {
    const token = `${'x'.repeat(200)}=`;
    try {
      argumentTemplates('none', [`a={{${token}}}`]);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain(token);
    }
  });

  it.each([
    [20, 'none', true],
    [21, 'none', false],
    [15, 'standard', true],
    [16, 'standard', false],
  ] as const)('%i of them with %s: allowed is %o', (count, preset, allowed) => {
    const typed = Array.from({ length: count }, (_, index) => `key${index}=x`);
    expect(problem(typed, preset) === null).toBe(allowed);
  });

  it('need a CallId that is known', () => {
    const own = argumentTemplates('none', ['a={{CallId}}']);
    expect(() => requireKnownValues(own, { callId: false })).toThrow(Failure);
    expect(() => requireKnownValues(own, { callId: true })).not.toThrow();
    expect(() => requireKnownValues(argumentTemplates('standard', []), { callId: false })).not.toThrow();
  });
});

describe('the map as it may be shown', () => {
  it.each(Object.keys(ARGUMENT_PRESETS) as ArgumentPreset[])('%s masks the token', (preset) => {
    const shown = JSON.stringify(
      maskArguments(argumentTemplates(preset, ['t=a{{JoinToken}}b']), { ...VALUES, JoinToken: 'a-secret' }),
    );
    expect(shown).not.toContain('a-secret');
    expect(shown).toContain('a***b');
  });

  it.each([
    ['standard', [], true],
    ['action_json', [], true],
    ['none', ['t={{JoinToken}}'], true],
    ['none', ['t={{Action}}'], true],
    ['none', ['m={{MeetingId}}'], false],
    ['standard', ['JoinToken=none'], false],
  ] as const)('%s with %o carries the token: %o', (preset, typed, carries) => {
    expect(carriesJoinToken(argumentTemplates(preset, [...typed]))).toBe(carries);
  });
});

describe('for whatever is typed', () => {
  const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes('='));
  const value = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('{{JoinToken}}', '{{CallId}}', '{{Action}}', '{{nothing}}', '{{'),
  );
  const typed = fc.array(
    fc.tuple(key, value).map(([one, other]) => `${one}=${other}`),
    { maxLength: 25 },
  );
  const preset = fc.constantFrom(...(Object.keys(ARGUMENT_PRESETS) as ArgumentPreset[]));
  const known = fc.record({ CallId: fc.option(fc.constant('call')) });

  it('the map has at most twenty entries, all of them texts, or it is refused as an argument', () => {
    fc.assert(
      fc.property(preset, typed, known, (which, entries, more) => {
        if (problem(entries, which) !== null) {
          expect(problem(entries, which)).toEqual({ code: 'ARGUMENT_INVALID', exitCode: 2 });
          return;
        }
        const map = rendered(which, entries, more);
        expect(Object.keys(map).length).toBeLessThanOrEqual(MAX_UPDATE_ARGUMENTS);
        expect(Object.values(map).every((one) => typeof one === 'string')).toBe(true);
      }),
    );
  });
});
