import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, parseFrame } from '../../../src/emulator/sma/frames.js';

const DONE = { requestId: 'r', durationMs: 5, memoryMb: 7 };

describe('a frame', () => {
  it.each([
    { ready: true, parameters: 2 },
    { record: 'a line' },
    { reached: 'example.com:443' },
    { variable: 'SECRET' },
    { unloadable: 'SyntaxError: no' },
    { done: { ...DONE, answer: '{}', by: 'promise' } },
    { done: { ...DONE, error: { errorType: 'TypeError', errorMessage: 'bad' } } },
  ])('%j is taken as it is', (frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
  });

  it.each([
    'no JSON',
    'null',
    '{"record":5}',
    '{"record":{}}',
    '{"reached":["a"]}',
    '{"variable":1}',
    '{"unloadable":{}}',
    '{"done":{"requestId":"r","durationMs":"5","memoryMb":1}}',
    '{"done":{"requestId":"r","durationMs":5}}',
    '{"done":{"requestId":"r","durationMs":5,"memoryMb":7,"answer":{}}}',
    '{"done":{"requestId":"r","durationMs":5,"memoryMb":7,"error":{"errorType":5,"errorMessage":""}}}',
  ])('%s says nothing', (line) => {
    expect(parseFrame(line)).toEqual({});
  });

  it('never throws, whatever a handler scribbles', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void parseFrame(line)));
  });
});

describe('what became of an invocation', () => {
  it('is an answer where there is one, with the way it came', () => {
    expect(outcomeOf({ ...DONE, answer: 'null', by: 'callback' })).toEqual({
      kind: 'answer',
      text: 'null',
      by: 'callback',
      durationMs: 5,
      memoryMb: 7,
    });
  });

  it('is an answer also where it is the empty text', () => {
    expect(outcomeOf({ ...DONE, answer: '' })).toMatchObject({ kind: 'answer', text: '' });
  });

  it('is the error that was thrown, else one without words', () => {
    const error = { errorType: 'TypeError', errorMessage: 'bad' };
    expect(outcomeOf({ ...DONE, error })).toMatchObject({ kind: 'error', ...error });
    expect(outcomeOf(DONE)).toMatchObject({ kind: 'error', errorType: 'Error', errorMessage: '' });
  });

  it('says what was read of the arguments, where that was watched', () => {
    const reads = { names: ['meetingId'], compared: {}, listed: false, parsed: {} };
    expect(outcomeOf({ ...DONE, answer: '{}', reads })).toMatchObject({ reads });
    expect(outcomeOf({ ...DONE, answer: '{}' })).not.toHaveProperty('reads');
  });
});
