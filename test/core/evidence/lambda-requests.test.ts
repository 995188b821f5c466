import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { end, REQUEST_1, REQUEST_2, record, report, start, succeeded, T0, timelineOf, update } from '../samples.js';

const TIME = '2026-11-23T14:29:12.345Z';
const JOIN = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: {} }] };
const NOTHING = { SchemaVersion: '1.0', Actions: [] };
const platform = (type: string, requestId: string, more: object = {}) =>
  JSON.stringify({ time: TIME, type: `platform.${type}`, record: { requestId, ...more } });

const requestsOf = (messages: (string | object)[]) => {
  const { events, answers } = timelineOf(...messages);
  return { event: events.map((seen) => seen.requestId), answer: answers.map((seen) => seen.requestId) };
};

describe('an event and the answer to it are of one Lambda request', () => {
  it.each<[string, (string | object)[]]>([
    ['between START and END', [start(REQUEST_1), update(2), NOTHING, end(REQUEST_1), report(REQUEST_1)]],
    ['between START and END in capitals', [start(REQUEST_1.toUpperCase()), update(2), NOTHING]],
    [
      'between platform.start and platform.report',
      [platform('start', REQUEST_1), update(2), NOTHING, platform('report', REQUEST_1)],
    ],
    [
      "by Node's prefix",
      [
        `${TIME}\t${REQUEST_1}\tINFO\t${JSON.stringify(update(2))}`,
        `${TIME}\t${REQUEST_1}\tINFO\tresponse ${JSON.stringify(NOTHING)}`,
      ],
    ],
    [
      "by Python's prefix",
      [
        `[INFO]\t${TIME}\t${REQUEST_1}\t${JSON.stringify(update(2))}`,
        `[DEBUG]\t${TIME}\t${REQUEST_1}\t${JSON.stringify(NOTHING)}`,
      ],
    ],
    ...['requestId', 'AWSRequestId', 'function_request_id'].map((key): [string, (string | object)[]] => [
      `by ${key} in JSON log records`,
      [
        { timestamp: TIME, [key]: REQUEST_1, message: JSON.stringify(update(2)) },
        { timestamp: TIME, [key]: REQUEST_1, message: NOTHING },
      ],
    ]),
  ])('%s', (_, messages) => {
    expect(requestsOf(messages)).toEqual({ event: [REQUEST_1], answer: [REQUEST_1] });
  });
});

describe('requests are told apart', () => {
  it('when one follows the other in a stream', () => {
    const first = [start(REQUEST_1), update(2), NOTHING, end(REQUEST_1), report(REQUEST_1)];
    const second = [start(REQUEST_2), succeeded(3), JOIN, end(REQUEST_2), report(REQUEST_2)];
    expect(requestsOf([...first, ...second])).toEqual({
      event: [REQUEST_1, REQUEST_2],
      answer: [REQUEST_1, REQUEST_2],
    });
  });

  it('when they run side by side in two streams', () => {
    const { events } = readTimeline([
      record(start(REQUEST_1), 0, { stream: 'one' }),
      record(start(REQUEST_2), 1, { stream: 'two' }),
      record(update(2), 2, { stream: 'one' }),
      record(succeeded(3), 3, { stream: 'two' }),
    ]);
    expect(events.map(({ requestId }) => requestId)).toEqual([REQUEST_1, REQUEST_2]);
  });

  it("by the prefix, even between another one's START and END", () => {
    expect(
      requestsOf([start(REQUEST_1), `${TIME}\t${REQUEST_2}\tINFO\t${JSON.stringify(update(2))}`, end(REQUEST_1)]).event,
    ).toEqual([REQUEST_2]);
  });

  it.each([
    ['before any START', [update(2)]],
    ['after END', [start(REQUEST_1), end(REQUEST_1), update(2)]],
    ['after REPORT', [start(REQUEST_1), report(REQUEST_1), update(2)]],
    ['after platform.runtimeDone', [platform('start', REQUEST_1), platform('runtimeDone', REQUEST_1), update(2)]],
  ])('%s nobody knows the request', (_, messages) => {
    expect(requestsOf(messages).event).toEqual([null]);
  });
});

describe('a request is known once', () => {
  const timesOf = (...messages: (string | object)[]) =>
    [...timelineOf(...messages).requests].map(([id, { startedAt, endedAt }]) => [
      id,
      startedAt === null ? null : startedAt - T0,
      endedAt === null ? null : endedAt - T0,
    ]);

  it.each<[string, (string | object)[], unknown[]]>([
    ['by its START and END', [start(REQUEST_1), end(REQUEST_1)], [[REQUEST_1, 0, 100]]],
    [
      'by its first end, where REPORT follows',
      [start(REQUEST_1), end(REQUEST_1), report(REQUEST_1)],
      [[REQUEST_1, 0, 100]],
    ],
    [
      'by platform.report alone, where SystemLogLevel hides the rest',
      [update(2), platform('report', REQUEST_1, { status: 'success' })],
      [[REQUEST_1, null, 100]],
    ],
    [
      'beside another one',
      [start(REQUEST_1), end(REQUEST_1), platform('start', REQUEST_2)],
      [
        [REQUEST_1, 0, 100],
        [REQUEST_2, 200, null],
      ],
    ],
  ])('%s', (_, messages, known) => expect(timesOf(...messages)).toEqual(known));

  it('and not by a line of its handler', () => {
    expect(timesOf(`${TIME}\t${REQUEST_1}\tINFO\tall is well`)).toEqual([]);
  });
});

describe("Lambda's own words on a request that went wrong", () => {
  it.each([
    [`${TIME} ${REQUEST_1} Task timed out after 20.02 seconds`, 'Task timed out after 20.02 seconds', REQUEST_1],
    [
      `RequestId: ${REQUEST_1} Error: Runtime exited with error: exit status 1`,
      'Runtime exited with error: exit status 1',
      REQUEST_1,
    ],
    [
      `${TIME}\t${REQUEST_1}\tERROR\tInvoke Error \t${JSON.stringify({ errorType: 'TypeError', errorMessage: 'x is undefined', stack: [] })}`,
      'TypeError: x is undefined',
      REQUEST_1,
    ],
    ["[ERROR] KeyError: 'JoinToken'", "KeyError: 'JoinToken'", null],
    [platform('report', REQUEST_1, { status: 'timeout' }), 'the request ended with status timeout', REQUEST_1],
    [
      JSON.stringify({ timestamp: TIME, requestId: REQUEST_1, message: { errorType: 'Error', errorMessage: 'no' } }),
      'Error: no',
      REQUEST_1,
    ],
  ])('%s', (message, words, requestId) => {
    expect(timelineOf(message).troubles).toMatchObject([{ words, requestId }]);
  });

  it.each([
    platform('report', REQUEST_1, { status: 'success' }),
    report(REQUEST_1),
    'all is well',
    JSON.stringify(update(2, { errorType: 'none of ours' })),
  ])('are not read into %s', (message) => expect(timelineOf(message).troubles).toEqual([]));
});
