import { afterEach, describe, expect, it } from 'vitest';
import { ANSWER_BOUNDS } from '../../src/aws/flight.js';
import { awsAnswering, awsError, closeAll, failureOf, json, MEETING, never, raw } from './stub.js';

afterEach(closeAll);

const NEW = {
  clientRequestToken: 'run-1',
  externalMeetingId: 'standup',
  mediaRegion: 'us-west-2',
  attendees: [],
} as const;
const JSON_TYPE = { 'content-type': 'application/json', 'x-amzn-requestid': 'req-1' };
const deep = (depth: number) => `{"Meeting":{"MeetingId":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
const wide = `{"Meeting":{"a":[${'1,'.repeat(ANSWER_BOUNDS.members)}1]}}`;

describe('an answer', () => {
  it.each([
    ['deeper than any', deep(ANSWER_BOUNDS.depth)],
    ['deep enough for a stack to overflow', deep(100_000)],
    ['wider than any', wide],
  ])('%s is not read, and the request may have taken effect', async (_, body) => {
    const { aws } = await awsAnswering(raw(200, body, JSON_TYPE));
    const failure = await failureOf(aws.meetings.create({ ...NEW, attendees: [] }, never));
    expect(failure).toMatchObject({ code: 'UNREADABLE_ANSWER', delivery: 'unknown' });
    expect(failure.cause?.length).toBeLessThan(600);
  });

  it('with members of the language itself is an answer like any other', async () => {
    const body = JSON.stringify({ Meeting: MEETING }).replace('{', '{"__proto__":{"polluted":true},"constructor":1,');
    const { aws } = await awsAnswering(raw(200, body, JSON_TYPE));
    const { value } = await aws.meetings.create({ ...NEW, attendees: [] }, never);
    expect(value.meeting.meetingId).toBe(MEETING.MeetingId);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of an error that is a megabyte of words is told in a few', async () => {
    const { aws } = await awsAnswering(awsError(400, 'BadRequestException', 'no '.repeat(300_000)));
    const failure = await failureOf(aws.meetings.create({ ...NEW, attendees: [] }, never));
    expect(failure.code).toBe('REFUSED');
    expect(failure.cause?.length).toBeLessThan(600);
  });
});

describe('a log record', () => {
  it.each([1e300, 8.64e15 + 1, -1e17])('of the time %s, which no clock shows, is not read', async (timestamp) => {
    const events = [{ eventId: '1', logStreamName: 's', message: 'x', timestamp }];
    const { aws } = await awsAnswering(json(200, { events }));
    const failure = await failureOf(aws.records.read({ group: 'g', since: 0, containing: [], atMost: 10 }, never));
    expect(failure.code).toBe('UNREADABLE_ANSWER');
  });
});
