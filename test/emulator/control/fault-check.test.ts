import { describe, expect, it } from 'vitest';
import { readFaults } from '../../../src/emulator/control/fault-check.js';

const OPERATIONS = ['CreateMeeting', 'FilterLogEvents'];
const read = (...faults: unknown[]) => readFaults(faults, OPERATIONS);
const problem = (...faults: unknown[]) => {
  const result = read(...faults);
  return 'problem' in result ? result.problem : undefined;
};

describe('a fault', () => {
  it.each([
    { operation: 'CreateMeeting', kind: 'error', status: 503, code: 'ServiceUnavailableException', message: 'x' },
    { operation: 'CreateMeeting', kind: 'html', status: 200, retryAfter: 0 },
    { operation: 'FilterLogEvents', kind: 'delay', ms: 86_400_000 },
    { operation: 'CreateMeeting', kind: 'replace', body: '', status: 200 },
    { operation: 'CreateMeeting', kind: 'reset-after', times: 1, skip: 0 },
    { operation: 'Event', kind: 'late-event', ms: 0 },
    { operation: 'MeetingEvent', kind: 'drop-event', times: 1_000_000 },
  ])('may be %j', (fault) => {
    expect(read(fault)).toEqual([fault]);
  });

  it.each<[unknown, string]>([
    [5, 'be a structure'],
    [{ kind: 'hang' }, "Value at 'operation'"],
    [{ operation: 'CreateMeeting' }, "Value at 'kind'"],
    [{ operation: 'CreateMeeting', kind: 'boom' }, "Value at 'kind'"],
    [
      { operation: 'DeleteEverything', kind: 'hang' },
      'there is no operation of that name, only Event, MeetingEvent, CreateMeeting',
    ],
    [{ operation: 'CreateMeeting', kind: 'hang', after: 1 }, "there is no 'after', only operation, kind"],
    [
      { operation: 'CreateMeeting', kind: 'drop-event' },
      "'drop-event' acts on the operations Event and MeetingEvent only",
    ],
    [{ operation: 'Event', kind: 'hang' }, "'hang' acts on an AWS operation only"],
    [{ operation: 'CreateMeeting', kind: 'error', body: 'x' }, "only 'replace' has a 'body'"],
    [{ operation: 'CreateMeeting', kind: 'error', status: 399 }, "an 'error' has a status of 400 to 599"],
    [{ operation: 'CreateMeeting', kind: 'error', status: 600 }, "Value at 'status'"],
    [{ operation: 'CreateMeeting', kind: 'error', code: 'No\r\nSuch' }, "Value at 'code'"],
    [{ operation: 'CreateMeeting', kind: 'hang', times: 0 }, "Value at 'times'"],
    [{ operation: 'CreateMeeting', kind: 'hang', skip: -1 }, "Value at 'skip'"],
    [{ operation: 'CreateMeeting', kind: 'delay', ms: 86_400_001 }, "Value at 'ms'"],
  ])('cannot be %j', (fault, words) => {
    expect(problem(fault)).toContain(words);
  });

  it('that is wrong is named by its place in the list', () => {
    const right = { operation: 'CreateMeeting', kind: 'hang' };
    expect(problem(right, right, 5)).toMatch(/^\[2\]: /);
  });
});

describe('a list of faults', () => {
  it('may be empty', () => {
    expect(read()).toEqual([]);
  });

  it.each([{}, 'hang', null])('is not %j', (posted) => {
    expect(readFaults(posted, OPERATIONS)).toEqual({ problem: 'the faults must be a list' });
  });

  it('holds a thousand at most', () => {
    const many = Array.from({ length: 1_001 }, () => ({ operation: 'CreateMeeting', kind: 'hang' }));
    expect(readFaults(many.slice(1), OPERATIONS)).toHaveLength(1_000);
    expect(readFaults(many, OPERATIONS)).toEqual({ problem: 'at most 1000 faults' });
  });
});
