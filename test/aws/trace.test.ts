import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { openAws } from '../../src/aws/open.js';
import type { WireTrace } from '../../src/core/ports/aws.js';
import { traceLine } from '../../src/output/views/trace.js';
import {
  ATTENDEE_ID,
  awsAnswering,
  awsError,
  closeAll,
  done,
  hang,
  json,
  limitsFor,
  MEETING,
  MEETING_ID,
  type Reply,
  raw,
  reset,
  stall,
  stoppedAt,
  truncate,
  UPDATE,
  useTestAccount,
} from './stub.js';

beforeEach(() => {
  useTestAccount();
  process.env['AWS_SESSION_TOKEN'] = SESSION;
});
afterEach(async () => {
  delete process.env['AWS_SESSION_TOKEN'];
  await closeAll();
});

const SESSION = 'FwoGZXIvYXdzEXAMPLEsessionTOKEN';
const TOKEN = 'the-join-token-that-nobody-may-see';
const PHONE = '+12065550100';
const USER = 'ann.of.accounts';
const MEETING_NAME = 'the-secret-merger';
const REQUEST_TOKEN = 'request-token-4711';
const MESSAGE = 'what the handler logged of the caller';
const NUMBER_IN_ARGUMENT = '+12065550177';

/** Nothing of these may be seen, wherever it stands. */
const SECRETS = [
  SESSION,
  TOKEN,
  PHONE,
  USER,
  MEETING_NAME,
  REQUEST_TOKEN,
  MESSAGE,
  NUMBER_IN_ARGUMENT,
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'Signature=',
  'AKIAIOSFODNN7EXAMPLE',
  'arn:aws:',
];

const attendee = { ExternalUserId: USER, AttendeeId: ATTENDEE_ID, JoinToken: TOKEN, Unheard: PHONE };
const NEW = {
  clientRequestToken: REQUEST_TOKEN,
  externalMeetingId: MEETING_NAME,
  mediaRegion: 'us-west-2',
  attendees: [{ externalUserId: USER }],
};
const update = { ...UPDATE, arguments: { JoinToken: TOKEN, [PHONE]: NUMBER_IN_ARGUMENT } };
const query = { group: '/aws/lambda/f', containing: [PHONE], since: Date.UTC(2026, 0, 1), atMost: 10 };

type Aws = ReturnType<typeof openAws>;
const OPERATIONS: Record<string, (aws: Aws, signal: AbortSignal) => Promise<unknown>> = {
  CreateMeeting: (aws, signal) => aws.meetings.create({ ...NEW, attendees: [] }, signal),
  CreateMeetingWithAttendees: (aws, signal) => aws.meetings.create(NEW, signal),
  GetMeeting: (aws, signal) => aws.meetings.find(MEETING_ID, signal),
  DeleteMeeting: (aws, signal) => aws.meetings.end(MEETING_ID, signal),
  CreateAttendee: (aws, signal) => aws.attendees.add(MEETING_ID, [{ externalUserId: USER }], signal),
  BatchCreateAttendee: (aws, signal) =>
    aws.attendees.add(MEETING_ID, [{ externalUserId: USER }, { externalUserId: PHONE }], signal),
  ListAttendees: (aws, signal) => aws.attendees.list(MEETING_ID, signal),
  DeleteAttendee: (aws, signal) => aws.attendees.remove(MEETING_ID, ATTENDEE_ID, signal),
  UpdateSipMediaApplicationCall: (aws, signal) => aws.calls.update(update, signal),
  GetSipMediaApplication: (aws, signal) => aws.applications.find(UPDATE.sipMediaApplicationId, signal),
  ListSipMediaApplications: (aws, signal) => aws.applications.list(signal),
  FilterLogEvents: (aws, signal) => aws.records.read(query, signal),
};

const application = {
  SipMediaApplicationId: UPDATE.sipMediaApplicationId,
  AwsRegion: 'us-east-1',
  Name: PHONE,
  Endpoints: [{ LambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:sma' }],
};
/** Everything that any of them answers, and more than that. */
const everything = {
  Meeting: { ...MEETING, ExternalMeetingId: MEETING_NAME, MeetingArn: 'arn:aws:chime::m', MeetingHostId: USER },
  Attendee: attendee,
  Attendees: [attendee, { ...attendee, ExternalUserId: PHONE }],
  Errors: [{ ExternalUserId: USER, ErrorCode: `Odd ${USER}`, ErrorMessage: `${USER} ${TOKEN}` }],
  SipMediaApplicationCall: { TransactionId: UPDATE.transactionId, SipHeaders: { 'X-Number': PHONE } },
  SipMediaApplication: application,
  SipMediaApplications: [application],
  events: [{ eventId: TOKEN, logStreamName: USER, timestamp: 1, message: `${PHONE} ${MESSAGE}` }],
  nextTokens: TOKEN,
};
const repeatsAll = `${TOKEN} ${PHONE} ${USER} ${MEETING_NAME} ${REQUEST_TOKEN} ${NUMBER_IN_ARGUMENT} arn:aws:iam::1:user/x`;

const ANSWERS: Record<string, Reply> = {
  'what was asked for': json(200, everything),
  'a refusal that repeats all of it': awsError(400, 'BadRequestException', repeatsAll),
  'a refusal named by it': awsError(400, `Bad ${repeatsAll}`, repeatsAll),
  'a refusal of one word that was sent': awsError(400, USER),
  'a refusal whose members are it': json(400, { code: 'ANN', name: PHONE, syscall: USER, __type: USER, message: USER }),
  'a missing permission': awsError(403, 'AccessDeniedException', repeatsAll),
  'a throttle': awsError(429, 'ThrottlingException', repeatsAll),
  'a failure': awsError(500, 'ServiceFailureException', repeatsAll),
  'an HTML page': raw(502, `<html>${repeatsAll}`),
  'what is no JSON': raw(200, repeatsAll),
  'a list': json(200, [everything]),
  'half of it': truncate,
  'a reset': reset,
  nothing: hang,
  'no end': stall,
};

async function traced(ask: (aws: Aws, signal: AbortSignal) => Promise<unknown>, reply: Reply) {
  const traces: WireTrace[] = [];
  const hooks = { trace: (wire: WireTrace) => traces.push(wire), limits: limitsFor(reply) };
  const { aws } = await awsAnswering(reply, hooks);
  await ask(aws as Aws, AbortSignal.timeout(5_000)).catch(() => {});
  return { traces, lines: traces.map(traceLine) };
}

describe('nothing that AWS calls sensitive is traced', () => {
  const cases = Object.keys(OPERATIONS).flatMap((operation) =>
    Object.keys(ANSWERS).map((answer) => [operation, answer] as const),
  );
  it.each(cases)('of %s, answered with %s', async (operation, answer) => {
    const { traces, lines } = await traced(OPERATIONS[operation] as never, ANSWERS[answer] as Reply);
    expect(traces.filter(({ kind }) => kind === 'request').length).toBeGreaterThan(0);
    expect(traces.every((wire) => wire.operation === operation)).toBe(true);
    const seen = [JSON.stringify(traces), ...lines].join('\n');
    expect(SECRETS.filter((secret) => seen.includes(secret))).toEqual([]);
  });
});

describe('a trace tells', () => {
  it('each attempt from its request to its answer, why it is repeated, and the end', async () => {
    const { lines } = await traced(OPERATIONS['GetMeeting'] as never, awsError(503, 'ServiceUnavailableException'));
    const plain = lines.map((line) => line.replace(/\d+ ms/, 'N ms').replace(/127\.0\.0\.1:\d+/, 'HOST'));
    const request = (attempt: number) => `debug: GetMeeting #${attempt}: GET http://HOST/meetings/${MEETING_ID}`;
    const answer = (attempt: number) =>
      `debug: GetMeeting #${attempt}: 503, ServiceUnavailableException, N ms, 45 bytes, req-1`;
    expect(plain).toEqual([
      request(1),
      answer(1),
      'debug: GetMeeting #1: again in N ms: it changes nothing',
      request(2),
      answer(2),
      'debug: GetMeeting #2: again in N ms: it changes nothing',
      request(3),
      answer(3),
      'debug: GetMeeting #3: not again: 3 attempts are all there are',
      'debug: GetMeeting: 503, N ms, 3 attempts, req-1',
    ]);
  });

  it('what may be seen of both bodies', async () => {
    const { traces } = await traced(OPERATIONS['CreateAttendee'] as never, json(200, { Attendee: attendee }));
    expect(traces).toMatchObject([
      { method: 'POST', path: `/meetings/${MEETING_ID}/attendees`, body: '{"ExternalUserId":"***"}' },
      { status: 200, body: `{"Attendee":{"ExternalUserId":"***","AttendeeId":"${ATTENDEE_ID}","JoinToken":"***"}}` },
      { kind: 'end' },
    ]);
  });

  it('no body where there is none', async () => {
    const { traces } = await traced(OPERATIONS['DeleteMeeting'] as never, done);
    expect(traces).toMatchObject([{ body: null }, { status: 204, body: null, bytes: 0 }, { kind: 'end' }]);
  });

  it('of log records only how many there are, and how many bytes', async () => {
    const { traces } = await traced(OPERATIONS['FilterLogEvents'] as never, json(200, { events: everything.events }));
    expect(traces[1]).toMatchObject({ kind: 'answer', body: '{"events":"1 of them"}', bytes: 172 });
  });

  it('a request that is given up as given up', async () => {
    const traces: WireTrace[] = [];
    const { reply, signal } = stoppedAt(hang);
    const { aws } = await awsAnswering(reply, {
      trace: (wire) => traces.push(wire),
      limits: { connectMs: 20_000, requestMs: 60_000 },
    });
    await aws.meetings.find(MEETING_ID, signal).catch(() => {});
    await expect.poll(() => traces.length).toBeGreaterThanOrEqual(3);
    expect(traces.map(({ kind }) => kind)).toEqual(['request', 'answer', 'end']);
    expect(traces[1]).toMatchObject({ status: null, error: 'given up' });
  });

  it('is one line each, of a length that can be read, whatever was answered', async () => {
    const many = Array.from({ length: 100 }, () => ({
      ...attendee,
      Capabilities: { Audio: '\u001b[2J\n'.repeat(900) },
    }));
    const { lines } = await traced(OPERATIONS['ListAttendees'] as never, json(200, { Attendees: many }));
    for (const line of lines) {
      expect(line.length).toBeLessThan(6_000);
      expect(line).not.toMatch(/[\p{Cc}]/u);
    }
  });
});

it('the schemas that tell what is sensitive are loaded by a trace alone', async () => {
  const text = await readFile(new URL('../../src/aws/shown-body.ts', import.meta.url), 'utf8');
  expect(text).toContain("await import('@smithy/core/schema')");
});
