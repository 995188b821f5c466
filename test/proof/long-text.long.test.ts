/** Whatever reads somebody else's text takes time in proportion to its length, measured against plain passes over it. */
import { describe, expect, it } from 'vitest';
import { presentable, secretsIn } from '../../src/aws/mask.js';
import { CATALOGUE } from '../../src/core/catalogue/catalogue.js';
import { readTimeline } from '../../src/core/evidence/timeline.js';
import { explain } from '../../src/core/explain/explain.js';
import { Failure } from '../../src/core/failure.js';
import { readAnswer } from '../../src/core/handler-check/answer.js';
import { maskNamed } from '../../src/core/named-secrets.js';
import { redact } from '../../src/core/redact.js';
import { argumentTemplates } from '../../src/core/run/arguments.js';
import { Secret } from '../../src/core/secret.js';
import { validate } from '../../src/core/validate/validate.js';
import { readResponse } from '../../src/emulator/sma/response.js';
import { eventIn } from '../../src/input/event-file.js';
import { parseJson } from '../../src/input/json-text.js';
import { visible, visibleJson } from '../../src/output/visible.js';
import { event, REQUEST_1, record, TOKEN } from '../core/samples.js';

const MEGABYTE = 1_000_000;
const much = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);
const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, at) => line(at));

const HARD: Record<string, string> = {
  braces: much('{'),
  'a brace a line': much('{\n'),
  'half objects a line': much('{"a":"b\n'),
  'a closing brace a line': much('{}\n}\n'),
  brackets: much('{"a":['),
  quotes: much('"'),
  'a quote a line': much('"\n'),
  backslashes: much('\\"'),
  blanks: much(' '),
  'placeholders that never close': `x={{${much(' ')}`,
  'placeholders in placeholders': `x=${much('{{ ')}`,
  comments: much('/*'),
  'near misses of an event': much('{"InvocationEventType":"HANGUP","CallDetails":{"TransactionId":"x"\n'),
  'names of tokens': much('token'),
  'names of tokens, apart': much('token '),
  'names of tokens, joined': much('a_token_'),
  'signed parts': much('Signature='),
  'what the AWS CLI writes': much('An error occurred (NotFoundException) when calling the GetMeeting operation: x\n'),
  'what is not seen': much('\u202e\u001b[2J'),
  'lone surrogates': much('\ud800'),
  'wrong quotes': much('"a":"b,c\n'),
  members: `{${lines(80_000, (at) => `"k${at}":1`).join(',')}}`,
};

const READERS: Record<string, (text: string) => unknown> = {
  'a record': (text) => readTimeline([record(text)]),
  records: (text) => readTimeline(text.split('\n').map((line) => record(line))),
  explain: (text) => explain({ text, operation: null }, { warn() {} } as never),
  validate: (text) => validate({ text, as: null, fix: true }),
  'an event': eventIn,
  'a document': (text) => parseJson('event', text),
  templates: (text) => argumentTemplates('standard', [text]),
  'an answer': readAnswer,
  'a response': readResponse,
  redact: (text) => redact(text, [new Secret(TOKEN)]),
  'names of secrets': maskNamed,
  mask: (text) => presentable(text, secretsIn({ value: text.slice(0, 4_096) })),
  visible: (text) => [visible(text), visibleJson(text)],
};

/** Processor time, in ms. */
const since = (started: NodeJS.CpuUsage) => process.cpuUsage(started).user / 1_000;

/**
 * A limit in processor time that a busy or slow machine stretches as it stretches the reader: so many plain passes over a
 * megabyte, of which five are made here and now.
 */
const timeOfPasses = (passes: number) => {
  const text = HARD['braces'] ?? '';
  const started = process.cpuUsage();
  let sum = 0;
  for (let pass = 0; pass < 5; pass += 1) for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
  expect(sum).toBeGreaterThan(0);
  return Math.max(since(started), 5) * (passes / 5);
};
/** Quadratic reading would take a million. */
const PASSES = 2_000;

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it.each(Object.entries(HARD))('of a megabyte of %s', (__, text) => {
    const limit = timeOfPasses(PASSES);
    const started = process.cpuUsage();
    try {
      read(text);
    } catch (error) {
      if (!(error instanceof Failure) && !(error as { failure?: unknown }).failure) throw error;
    }
    expect(since(started)).toBeLessThan(limit);
  });
});

describe('one call of fifty thousand lines', () => {
  it.each<[string, (at: number) => string]>([
    ['events', (at) => JSON.stringify(event('CALL_UPDATE_REQUESTED', at))],
    ['its function in trouble', (at) => `2026-11-23T14:29:10.000Z ${idOf(at)} Task timed out after 3.00 seconds`],
    ['its answers', (at) => `2026-11-23T14:29:10.000Z\t${idOf(at)}\tINFO\t{"SchemaVersion":"1.0","Actions":[]}`],
    ['errors of AWS', () => 'An error occurred (NotFoundException) when calling the GetMeeting operation: x'],
  ])('is explained at once: %s', (_, line) => {
    const head = lines(3_000, (at) => `2026-11-23T14:29:10.000Z\t${idOf(at)}\tINFO\t${JSON.stringify(update(at))}`);
    const text = [...head, ...lines(47_000, line)].join('\n');
    const limit = timeOfPasses(PASSES);
    const started = process.cpuUsage();
    explain({ text: text.slice(-8_000_000), operation: null }, { warn() {} } as never);
    expect(since(started)).toBeLessThan(limit);
  });
  const idOf = (at: number) => REQUEST_1.slice(0, -6) + String(at).padStart(6, '0');
  const update = (at: number) =>
    event('CALL_UPDATE_REQUESTED', at, { ActionData: { Parameters: { Arguments: { secret: `a value of ${at}` } } } });
});

describe('the sentences of the catalogue', () => {
  const sentences = CATALOGUE.flatMap(({ id, recognised: { says, error } }) =>
    [says, error?.says].filter((sentence) => sentence !== undefined).map((sentence) => [id, sentence] as const),
  );
  it.each(sentences)('%s is looked for in one pass: %s', (_, sentence) => {
    const words = [...sentence.source.matchAll(/[A-Za-z]{3,}[ A-Za-z]*/g)].map(([word]) => word);
    const limit = timeOfPasses(PASSES / 5);
    for (const word of words.flatMap((one) => [one, `${one} `])) {
      const started = process.cpuUsage();
      sentence.test(much(word).slice(0, 100_000));
      expect(since(started)).toBeLessThan(limit);
    }
  });
});
