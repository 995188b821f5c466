import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '../cpu-time.js';
import { MEETING, update } from '../samples.js';
import { validated } from './validated.js';

const tokenOf = (attendee: string, secret: string) => btoa(`${attendee}:${secret}`);
const ATTENDEE = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const SECRET = '11223344-5566-4788-99aa-bbccddeeff00';
const TOKEN = tokenOf(ATTENDEE, SECRET);

/** As a terminal breaks a text that is wider than it. */
function wrapped(text: string, width: number, between: string): string {
  return text.match(new RegExp(`.{1,${width}}`, 'gs'))?.join(between) ?? '';
}

/** Everything that validate says of a text, but the document that --fix repairs. */
function toldOf(text: string, fix = false): string {
  const { fixed: _, ...told } = validated(text, { fix });
  return JSON.stringify(told).replaceAll('\\\\', '\\');
}

function expectNoneOf(token: string, told: string) {
  const half = token.slice(48);
  for (let at = 0; at + 16 <= half.length; at += 1) expect(told).not.toContain(half.slice(at, at + 16));
}

const document = (token: string) => JSON.stringify(update(2, { JoinToken: token, MeetingId: MEETING }));

describe('a token that was broken is shown in no piece', () => {
  test.each([20, 33, 60, 72, 80, 100, 120, 132])('hard-wrapped at %i columns', (width) => {
    for (const between of ['\n', '\r\n', '\n    ', ' \n\t', '\\\n', '\n> ', '\n+ ']) {
      expectNoneOf(TOKEN, toldOf(wrapped(document(TOKEN), width, between)));
      expectNoneOf(TOKEN, toldOf(wrapped(document(TOKEN), width, between), true));
    }
  });

  test.each([
    ['by blanks', `JoinToken=${wrapped(TOKEN, 10, ' ')}`],
    ['by blanks, under no name', `tried ${wrapped(TOKEN, 20, ' ')} and {failed`],
    ['in lines under a name', `{"JoinToken": "${wrapped(TOKEN, 30, '\n  ')}", "a": }`],
    ['where its beginning is missing', `${TOKEN.slice(40)}", "a": }`],
    ['under a name that was broken', `{"JoinTo\nken": "${TOKEN}", "a": }`],
    ['behind a long word', `{"a": ${'b'.repeat(400)}${TOKEN}\n`],
    ['in two texts', `{"a": "${TOKEN.slice(0, 60)}" "${TOKEN.slice(60)}"`],
  ])('%s', (_, text) => expectNoneOf(TOKEN, toldOf(text)));

  test.each([
    ['in a piece that is the only name', JSON.stringify({ [TOKEN.slice(48, 80)]: 'a' })],
    ['in pieces that are names', JSON.stringify({ [TOKEN.slice(0, 60)]: 'a', [TOKEN.slice(60)]: 'b' })],
  ])('and is in no note: %s', (_, text) => {
    expect(validated(text, { as: 'arguments' }).notes.join()).toContain('***');
    expectNoneOf(TOKEN, JSON.stringify(validated(text, { as: 'arguments' })));
  });

  test.each([
    ['decoded', `${ATTENDEE}:${SECRET} odd`],
    ['decoded and broken', `${ATTENDEE}:${wrapped(SECRET, 12, '\n ')} odd`],
    ['decoded and broken at the colon', `${ATTENDEE}:\n${SECRET} odd`],
    ['decoded, in a document', `{"a": "${ATTENDEE}:${SECRET}", }`],
  ])('%s', (_, text) => {
    const told = toldOf(text);
    for (const part of SECRET.split('-')) expect(told).not.toContain(part);
  });

  test.each([
    ['blanks', wrapped(TOKEN, 10, ' ')],
    ['tabs', wrapped(TOKEN, 14, '\t')],
    ['lines and blanks', wrapped(TOKEN, 9, ' \n ')],
  ])('broken by %s, and put together again', (_, token) => {
    const told = toldOf(`see JoinToken=${token} {"a" 1`).replace(/\\[nt]|\s/g, '');
    expectNoneOf(TOKEN, told);
  });

  const OPAQUE = 'Zq2d6fkdiYiW7Yf9WYZX9762jc32gbjWaYf76459Xch32dZ4j2kf';
  test.each([
    ['under a name that was broken', `{"JoinTo\nken": "${OPAQUE.slice(0, 30)}", "a": }`],
    ['under no name, in quotation marks', `{"a": "${wrapped(OPAQUE, 30, '\n  ')}", "b" 1}`],
    ['under no name, in a mail', `> {"a": "${wrapped(OPAQUE, 30, '\n> ')}", "b" 1}`],
    ['behind a name, in a mail', `JoinToken: ${wrapped(OPAQUE, 30, '\n> ')}\n{"b" 1}`],
    ['behind a name, by a shell', `JoinToken=${wrapped(OPAQUE, 30, '\\\n')}\n{"b" 1}`],
    ['behind a name, and ended by a backslash', `JoinToken=${wrapped(OPAQUE, 30, '\n')}\\\n{"b" 1}`],
  ])('of another form: %s', (_, text) => {
    const told = toldOf(text);
    for (let at = 0; at + 16 <= OPAQUE.length; at += 1) expect(told).not.toContain(OPAQUE.slice(at, at + 16));
  });

  test('a password of another form, up to its closing quotation mark', () => {
    const told = toldOf('{"token": "correct horse\n  battery staple", "a": }\n{"join_token": "blue\nwhale", b');
    for (const word of ['horse', 'battery', 'staple', 'whale']) expect(told).not.toContain(word);
  });

  test('of any token, however it is broken', () => {
    const spaces = fc.stringMatching(/^[ \t]{0,6}$/);
    const broken = fc.record({
      ...{ attendee: fc.uuid(), secret: fc.uuid(), name: fc.string({ maxLength: 12 }) },
      ...{ width: fc.integer({ min: 8, max: 140 }), before: spaces, behind: spaces },
      end: fc.constantFrom('\n', '\r\n', '\r'),
    });
    fc.assert(
      fc.property(broken, ({ attendee, secret, name, width, before, end, behind }) => {
        const token = tokenOf(attendee, secret);
        const text = JSON.stringify({ [`${name}x`]: name, JoinToken: token, again: [`see ${token}`], CallId: 1 });
        const told = toldOf(wrapped(text, width, `${before}${end}${behind}`));
        expectNoneOf(token, told);
        expect(told).not.toContain(secret.slice(0, 16));
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is no secret is still shown', () => {
  test.each([
    ['the line behind a bare token', `JoinToken: ${TOKEN}\nMeetingId ${MEETING}`, `MeetingId ${MEETING}`],
    [
      'the line behind a bare token of another form',
      `JoinToken: ${'aB3'.repeat(9)}\nSipMediaApplicationId: "a" "b"`,
      'SipMedia',
    ],
    ['the line behind a bare word', 'JoinToken: abcdefgh\nMeetingId: "a" "b"', 'MeetingId: "a" "b"'],
    ['the member behind', `{"JoinToken": "${wrapped(TOKEN, 60, '\n')}", "CallId" 1}`, '"CallId" 1'],
    ['ids line by line', `{"a" 1,\n"${MEETING}",\n"${ATTENDEE}"}`, ATTENDEE],
  ])('%s', (_, text, shown) => {
    const excerpts = validated(text).problems.map(({ excerpt }) => excerpt.text);
    expect(excerpts.join('\n')).toContain(shown);
  });

  test('the repaired document has its token', () => {
    const text = `{"Type": "JoinChimeMeeting", "Parameters": {"JoinToken": "${TOKEN}", "MeetingId": "${MEETING}",}}`;
    expect(validated(text, { fix: true }).fixed).toContain(TOKEN);
    expectNoneOf(TOKEN, toldOf(text, true));
  });
});

test.each([
  ['blanks', ' '.repeat(1_000_000)],
  ['line breaks', '\n'.repeat(1_000_000)],
  ['pieces of tokens', `${TOKEN.slice(0, 60)} `.repeat(15_000)],
  ['one run', TOKEN.slice(0, 40).repeat(25_000)],
])('a megabyte of %s is looked through in a moment', (_, text) => {
  expect(cpuMsOf(() => validated(`{"a": 1 "b"${text}`))).toBeLessThan(4_000);
});
