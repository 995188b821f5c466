import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNamed, namesSecret } from '../../src/core/named-secrets.js';

describe('what stands under a key that speaks of a token is masked, of any length', () => {
  it.each([
    ['{"JoinToken":"ab"}', '{"JoinToken":"***"}'],
    ['{"joinToken": "a\\"b", "x": 1}', '{"joinToken": "***", "x": 1}'],
    ['{\\"join_token\\":\\"ab\\",\\"x\\":1}', '{\\"join_token\\":\\"***\\",\\"x\\":1}'],
    ['{\\\\\\"JoinToken\\\\\\":\\\\\\"ab\\\\\\"}', '{\\\\\\"JoinToken\\\\\\":\\\\\\"***\\\\\\"}'],
    ['"{""JoinToken"":""ab"",""x"":""y""}"', '"{""JoinToken"":""***"",""x"":""y""}"'],
    ['"{""JoinToken"": ""$ab""}"', '"{""JoinToken"": ""***""}"'],
    ['"{""JoinToken"":"""",""x"":""y""}"', '"{""JoinToken"":"""",""x"":""y""}"'],
    ['{"JoinToken":"","x":"y"}', '{"JoinToken":"","x":"y"}'],
    ["{'JoinToken': 'ab', 'x': 1}", "{'JoinToken': '***', 'x': 1}"],
    ["{'JoinToken': b'ab'}", "{'JoinToken': b'***'}"],
    ["{ JoinToken: 'ab', MeetingId: 'm' }", "{ JoinToken: '***', MeetingId: 'm' }"],
    ["{\n  JoinToken:\n   'ab' +\n   'cd',\n  x: 1 }", "{\n  JoinToken:\n   '***' +\n   '***',\n  x: 1 }"],
    ["Map(1) { 'attendeeToken' => 'ab' }", "Map(1) { 'attendeeToken' => '***' }"],
    ['token=ab', 'token=***'],
    ['joinToken = ab, meetingId = m', 'joinToken = ***, meetingId = m'],
    ['/join?join_token=a%2Bb&m=1', '/join?join_token=***&m=1'],
    ['X-Join-Token: ab', 'X-Join-Token: ***'],
    ['token: Bearer ab', 'token: Bearer ***'],
    ['%22JoinToken%22%3A%22ab%22%2C%22x', '%22JoinToken%22%3A%22***%22%2C%22x'],
    ['<JoinToken>ab</JoinToken>', '<JoinToken>***</JoinToken>'],
    ['"tokens":["ab","cd"],"x":"y"', '"tokens":["***","***"],"x":"y"'],
    ['token: <Buffer 61 62>', 'token: ***>'],
    ['{"JoinToken":"ab', '{"JoinToken":"***'],
    ['"JoinToken":"ab\nnext line', '"JoinToken":"***\nnext line'],
    ['token: 7', 'token: ***'],
    ['tokenValue: "ab"', 'tokenValue: "***"'],
    ['password=ab', 'password=***'],
    ['“joinToken”: “ab”', '“joinToken”: “***”'],
  ])('%s', (text, shown) => {
    expect(maskNamed(text)).toBe(shown);
    expect(maskNamed(shown)).toBe(shown);
  });
});

describe('what is no secret stays', () => {
  it.each([
    'the JoinToken is invalid',
    'JoinToken parameter value is missing',
    '{"JoinToken":null,"MeetingId":"m"}',
    '{ JoinToken: undefined }',
    "{'JoinToken': None}",
    'JoinToken: ***',
    'joinToken: [Object]',
    '{"JoinToken":""}',
    '{"ClientRequestToken":"run-1","NextToken":"page-2"}',
    'max_tokens: 512, tokens: 9',
    'tokenType: "Bearer", token_length=180',
    'chime-join action --join-token-file token.txt',
    'Unexpected token = in JSON at position 3',
    'Unexpected token \'<\', "<html>" is not valid JSON',
    'JoinToken, MeetingId and AttendeeId',
    'a tokenizer: fast',
  ])('%s', (text) => expect(maskNamed(text)).toBe(text));

  it('a text that names none', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        fc.pre(!/token|secret|password/i.test(text));
        expect(maskNamed(text)).toBe(text);
      }),
    ));
});

const KEYS = ['JoinToken', 'joinToken', 'join_token', 'JOIN_TOKEN', 'join-token', 'attendeeToken', 'token', 'Token'];
const value = fc
  .stringMatching(/^[A-Za-z0-9+/=_-]{1,40}$/)
  .filter((text) => !/^(?:null|none|nil|true|false)$/i.test(text));
const around = fc.stringMatching(/^[ a-zA-Z0-9.,;:(){}]{0,30}$/).filter((text) => !/token|secret|password/i.test(text));

const WRITTEN: Record<string, (key: string, value: string) => string> = {
  JSON: (key, text) => JSON.stringify({ [key]: text, x: 1 }),
  'JSON in JSON': (key, text) => JSON.stringify({ body: JSON.stringify({ [key]: text, x: 1 }) }),
  'JSON in JSON in JSON': (key, text) => JSON.stringify(JSON.stringify(JSON.stringify({ [key]: text }))),
  'pretty JSON': (key, text) => JSON.stringify({ [key]: text }, null, 2),
  "Python's repr": (key, text) => `{'${key}': '${text}', 'x': 1}`,
  "Node's inspector": (key, text) => inspect({ [key]: text, x: 1 }, { breakLength: Number.POSITIVE_INFINITY }),
  'key=value': (key, text) => `${key}=${text} x=1`,
  header: (key, text) => `${key}: ${text}\r\nx: 1`,
  query: (key, text) => `?x=1&${key}=${encodeURIComponent(text)}&y=2`,
  'JSON in a URL': (key, text) => encodeURIComponent(JSON.stringify({ [key]: text, x: 1 })),
};

it.each(Object.keys(WRITTEN))('no value survives, written as %s', (way) =>
  fc.assert(
    fc.property(fc.constantFrom(...KEYS), value, around, around, (key, text, before, after) => {
      const written = (shown: string) => `${before} ${WRITTEN[way]?.(key, shown)} ${after}`;
      expect(maskNamed(written(text))).toBe(written('***'));
    }),
  ),
);

it.each([
  'token',
  'token:',
  'token:"',
  'token:“\n',
  'tokens:[',
  'token:{"',
  "token:'a' + ",
  '<token ',
  'token\\',
  'token:\\"',
])('a text of nothing but %j is read once', (part) => {
  // A second look at each place would be ten billion steps.
  expect(maskNamed(part.repeat(100_000 / part.length)).length).toBeGreaterThan(0);
});

it.each([
  ['JoinToken', true],
  ['attendee_tokens', true],
  ['clientSecret', true],
  ['ClientRequestToken', false],
  ['NextToken', false],
  ['tokenType', false],
  ['MeetingId', false],
])('the name %s: %s', (name, secret) => expect(namesSecret(name)).toBe(secret));
