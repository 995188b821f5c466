import { describe, expect, it } from 'vitest';
import { openExchange } from '../../src/aws/exchange.js';
import { openAws } from '../../src/aws/open.js';
import { SYSTEM_CLOCK } from '../../src/aws/pace.js';
import { runUseCase } from '../../src/core/outcome/use-case.js';
import { PARITY_CASES } from '../../src/core/parity/cases.js';
import { checkParity } from '../../src/core/parity/check.js';
import type { Exchange, RawAnswer, RawRequest } from '../../src/core/parity/ports.js';
import type { ParityRequest } from '../../src/core/parity/request.js';
import type { ParityResult } from '../../src/core/parity/result.js';
import { RULES } from '../../src/emulator/rules/index.js';
import { parityReport } from '../../src/output/views/parity.js';
import { parityResult } from '../schemas/parity.js';
import { type Running, running } from './running.js';

const EMULATORS = { accessKeyId: 'EMULATOR', secretAccessKey: 'emulator' };
/** Each embedded AWS holds its own quotas: what waits for them waits on its clock. */
const waiting = (both: Running[]) => ({
  ...SYSTEM_CLOCK,
  sleep: async (ms: number, signal: AbortSignal) => {
    // A deadline is the machine's.
    if (ms >= 5_000) return SYSTEM_CLOCK.sleep(ms, signal);
    for (const each of both) await each.control('/advance', { ms });
  },
});

/** What most of the tests are about; all cases take longer. */
const SOME = [
  'create-meeting-unknown-primary',
  'create-meeting',
  'create-meeting-again',
  'get-meeting',
  'create-attendee',
  'create-attendee-again',
  'get-attendee',
  'update-unknown-call',
  'update-call',
  'delete-meeting',
  'get-meeting-ended',
];

interface Differing {
  all?: true;
  faults?: object[];
  /** Names its SMA, or a live call too. */
  named?: 'application' | 'call';
  /** Stands between parity and the account, and may interrupt. */
  between?: (exchange: Exchange, interrupt: AbortController) => Exchange;
  /** Before parity begins. */
  alreadyThere?: (account: Running) => Promise<void>;
}

/** Parity against a second emulator, in the account's place. */
async function compared({ all, faults = [], named, between = (exchange) => exchange, alreadyThere }: Differing = {}) {
  const [account, emulator] = [await running(), await running()];
  process.env['AWS_ACCESS_KEY_ID'] = 'account';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'account';
  await alreadyThere?.(account);
  const call = await account.emulator.placeCall();
  const ownCall = await emulator.emulator.placeCall();
  await account.control('/faults', faults);
  const settings = ({ url }: Running) => ({
    region: 'us-east-1',
    meetingsRegion: 'us-east-1',
    profile: null,
    endpointUrl: url,
  });
  const clock = waiting([account, emulator]);
  const own = openExchange(settings(emulator), { credentials: EMULATORS, perSecond: null });
  const theirs = openExchange(settings(account), { perSecond: null });
  const aws = openAws(settings(account));
  const interrupt = new AbortController();
  const cases = all === true ? PARITY_CASES : PARITY_CASES.filter(({ id }) => SOME.includes(id));
  const request: ParityRequest = {
    region: 'us-east-1',
    meetingsRegion: 'us-east-1',
    sipMediaApplicationId: named === undefined ? null : account.sma.sipMediaApplicationId,
    transactionId: named === 'call' ? call.transactionId : null,
    made: { run: 'a1b2c3d4e5f60718', unknownId: crypto.randomUUID(), requestToken: crypto.randomUUID() },
  };
  const rules = RULES.flatMap(({ id, parity }) =>
    parity === undefined || parity.cases.length === 0 ? [] : [{ rule: id, cases: parity.cases }],
  );
  const itsOwn = {
    version: '0',
    against: 'endpoint' as const,
    rules,
    sipMediaApplicationId: emulator.sma.sipMediaApplicationId,
    transactionId: ownCall.transactionId,
  };
  const outcome = await runUseCase<ParityResult>(
    { clock: SYSTEM_CLOCK, emit: () => {}, interrupt: interrupt.signal, timeoutMs: null },
    (progress, signal) =>
      checkParity(
        request,
        { meetings: aws.meetings, attendees: aws.attendees, account: between(theirs, interrupt), emulator: own, clock },
        progress,
        { own: itsOwn, signal, interrupt: interrupt.signal, cases },
      ),
  );
  for (const each of [own, theirs, aws]) each.close();
  const state = (await account.control('/state')).body as { meetings: { meetingId: string; ended: boolean }[] };
  const requests = (await account.control('/requests')).body as {
    operation: string;
    status: number;
    delivered: boolean;
  }[];
  const result = outcome.result;
  if (result !== null) parityResult.parse(result);
  const of = (id: string) => result?.cases.find((each) => each.case === id);
  return {
    outcome,
    result,
    of,
    account,
    call,
    meetings: state.meetings,
    requests,
    report: result === null ? '' : parityReport(result),
  };
}

const live = ({ meetings }: { meetings: { meetingId: string; ended: boolean }[] }) =>
  meetings.filter(({ ended }) => !ended);

/** Changes the answers of one operation. */
const answering =
  (operation: string, change: (answer: RawAnswer, request: RawRequest) => RawAnswer) =>
  (exchange: Exchange): Exchange => ({
    send: async (request, signal) => {
      const answer = await exchange.send(request, signal);
      return request.operation === operation ? change(answer, request) : answer;
    },
  });

describe('two emulators of one kind', () => {
  it('are the same, and the meeting that was made is ended', async () => {
    const ended = await compared({ all: true, named: 'application' });
    expect(ended.result?.cases.filter(({ outcome }) => outcome === 'different')).toEqual([]);
    expect(ended.outcome.failure).toBeNull();
    expect(ended.meetings).toHaveLength(1);
    expect(live(ended)).toEqual([]);
    expect(ended.result?.leftovers).toEqual([]);
    // What could not be asked without a live call is the only thing that was not.
    expect(
      ended.result?.cases.filter(({ outcome }) => outcome === 'not-compared').map((each) => each.operation),
    ).toEqual(Array(4).fill('UpdateSipMediaApplicationCall'));
  });

  it('get no update where no live call is named, and one where one is', async () => {
    const without = await compared({ named: 'application' });
    expect(without.requests.filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall')).toEqual([]);
    const called = await compared({ all: true, named: 'call' });
    expect(called.result?.cases.map(({ outcome }) => outcome)).toEqual(called.result?.cases.map(() => 'same'));
    expect(called.account.sma.updates).toEqual([
      { transactionId: called.call.transactionId, args: { ChimeJoinParity: '1' } },
    ]);
  });

  it('touch no meeting that was there before', async () => {
    let there = '';
    const ended = await compared({
      alreadyThere: async (account) => {
        there = account.emulator.openMeeting().meetingId;
      },
    });
    expect(live(ended).map(({ meetingId }) => meetingId)).toEqual([there]);
  });
});

describe('an account that answers otherwise', () => {
  it('differs in a status and an error, and the rule says so', async () => {
    const fault = {
      operation: 'CreateAttendee',
      kind: 'error',
      code: 'UnprocessableEntityException',
      status: 422,
      skip: 1,
    };
    const ended = await compared({ faults: [fault] });
    expect(ended.outcome.failure).toMatchObject({ code: 'FINDINGS', exitCode: 1 });
    const different = ended.result?.cases.filter(({ outcome }) => outcome === 'different') ?? [];
    expect(different).toHaveLength(1);
    expect(different[0]?.differences).toContainEqual(
      expect.objectContaining({ aspect: 'error', at: 'x-amzn-errortype', aws: 'UnprocessableEntityException' }),
    );
    const hit = ended.result?.rules.filter(({ cases }) => cases.includes(different[0]?.case ?? '')) ?? [];
    expect(hit.map(({ outcome }) => outcome)).toEqual(hit.map(() => 'different'));
    expect(live(ended)).toEqual([]);
  });

  it('by a header, which is told once for all its cases', async () => {
    const between = answering('GetMeeting', (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'x-amzn-trace-id': 'Root=1-5759e988' },
    }));
    const ended = await compared({ between });
    expect(
      ended.report.match(/^- header `x-amzn-trace-id`: AWS `there`, emulator nothing \(.*get-meeting, .*\)$/gm),
    ).toHaveLength(1);
    expect(ended.report).not.toContain('5759e988');
  });

  it('whose create gives another attendee for the same user is told from one that gives the same', async () => {
    const other = (answer: RawAnswer) => ({
      ...answer,
      body: answer.body.replace(/"AttendeeId":"[^"]+"/, `"AttendeeId":"${crypto.randomUUID()}"`),
    });
    let seen = 0;
    const ended = await compared({
      between: answering('CreateAttendee', (answer, { body }) => {
        if (!body?.includes('-user')) return answer;
        seen += 1;
        return seen === 2 ? other(answer) : answer;
      }),
    });
    expect(ended.of('create-attendee-again')?.differences).toEqual([
      { aspect: 'member', at: 'Attendee.AttendeeId', aws: '<id>', emulator: '<AttendeeId>' },
    ]);
  });

  it('that accepts a meeting which the emulator refuses has that one ended too', async () => {
    const made: RawRequest[] = [];
    const ended = await compared({
      between: (exchange) => ({
        send: (request, signal) => {
          const wrong = request.operation === 'CreateMeeting' && request.body?.includes('PrimaryMeetingId') === true;
          if (!wrong) return exchange.send(request, signal);
          made.push(request);
          const { PrimaryMeetingId, ...rest } = JSON.parse(request.body ?? '');
          return exchange.send({ ...request, body: JSON.stringify(rest) }, signal);
        },
      }),
    });
    expect(made).toHaveLength(1);
    expect(ended.of('create-meeting-unknown-primary')?.outcome).toBe('different');
    expect(ended.meetings).toHaveLength(2);
    expect(live(ended)).toEqual([]);
  });
});

describe('what cannot be known is not compared', () => {
  it.each<[string, object, string]>([
    [
      'a request that this identity may not make',
      { operation: 'GetAttendee', kind: 'error', code: 'AccessDeniedException', status: 403, times: 9 },
      'this identity may not do it',
    ],
    [
      'an answer of somebody else',
      { operation: 'GetAttendee', kind: 'replace', times: 9 },
      'what answered was not AWS (403)',
    ],
    ['a service that fails', { operation: 'GetAttendee', kind: 'error', status: 503, times: 9 }, 'AWS failed (503)'],
    [
      'a throttle that does not end',
      { operation: 'GetAttendee', kind: 'error', code: 'ThrottlingException', status: 429, times: 9 },
      'AWS throttled it',
    ],
    ['no answer', { operation: 'GetAttendee', kind: 'reset-before', times: 9 }, 'AWS gave no answer (UNAVAILABLE)'],
  ])('%s', async (_, fault, because) => {
    const { of, result, outcome, ...ended } = await compared({ faults: [fault] });
    expect(of('get-attendee')).toMatchObject({ outcome: 'not-compared', because, differences: [] });
    expect(result?.rules.find(({ rule }) => rule === 'meetings-join-token-again')?.outcome).toBe('not-compared');
    expect(outcome.failure).toBeNull();
    expect(live(ended)).toEqual([]);
  });

  it('a throttle that passes is waited for', async () => {
    const { of } = await compared({
      faults: [{ operation: 'GetAttendee', kind: 'error', code: 'ThrottlingException', status: 429, times: 2 }],
    });
    expect(of('get-attendee')?.outcome).toBe('same');
  });

  it('nothing at all, where the account is not to be used', async () => {
    const { outcome, meetings } = await compared({
      faults: [{ operation: 'GetMeeting', kind: 'error', code: 'UnrecognizedClientException', status: 403, times: 9 }],
    });
    expect(outcome.failure).toMatchObject({ code: 'CREDENTIALS_REFUSED', exitCode: 3 });
    expect([outcome.result, meetings]).toEqual([null, []]);
  });
});

describe('the meeting is ended', () => {
  const main = ({ operation, body }: RawRequest) =>
    operation === 'CreateMeeting' &&
    body?.includes('"xx-none-1"') === false &&
    !body.includes('Primary') &&
    !body.includes('FHD') &&
    body.includes('ClientRequestToken":"') &&
    body.includes('-') &&
    !body.includes('-create-meeting');

  it('where its end, as a case, was refused', async () => {
    const ended = await compared({
      faults: [{ operation: 'DeleteMeeting', kind: 'error', code: 'ConflictException', status: 409 }],
    });
    expect(ended.of('delete-meeting')?.outcome).toBe('different');
    expect(ended.of('get-meeting-ended')).toMatchObject({
      outcome: 'not-compared',
      because: 'AWS refused what comes before it',
    });
    expect(live(ended)).toEqual([]);
  });

  it('where the answer to its create was lost, again and again', async () => {
    const ended = await compared({
      between: (exchange) => ({
        send: async (request, signal) => {
          const answer = await exchange.send(request, signal);
          return main(request) ? { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' } : answer;
        },
      }),
    });
    expect(ended.of('create-meeting')).toMatchObject({
      outcome: 'not-compared',
      because: 'what answered was not AWS (403)',
    });
    expect(ended.of('create-meeting-again')?.because).toBe('AWS refused what comes before it');
    expect(ended.meetings).toHaveLength(1);
    expect(live(ended)).toEqual([]);
    expect(ended.outcome.failure).toBeNull();
  });

  it('where the run is interrupted while it is made', async () => {
    const ended = await compared({
      between: (exchange, interrupt) => ({
        send: async (request, signal) => {
          const answer = await exchange.send(request, signal);
          if (main(request)) interrupt.abort(130);
          return answer;
        },
      }),
    });
    expect(ended.outcome.failure).toMatchObject({ code: 'INTERRUPTED' });
    expect(ended.of('get-meeting')).toMatchObject({ outcome: 'not-compared', because: 'the run had ended' });
    expect(ended.meetings).toHaveLength(1);
    expect(live(ended)).toEqual([]);
  });

  it('where something breaks that nothing should', async () => {
    const ended = await compared({
      between: answering('GetAttendee', (answer) => ({
        ...answer,
        get headers(): Record<string, string> {
          throw new Error('broken');
        },
      })),
    });
    expect(ended.outcome.failure).toMatchObject({ code: 'INTERNAL' });
    expect(live(ended)).toEqual([]);
  });

  it('or named, with its command and exit code 9', async () => {
    const ended = await compared({
      faults: [{ operation: 'DeleteMeeting', kind: 'error', code: 'ForbiddenException', status: 403, times: 99 }],
    });
    const [left] = live(ended);
    expect(ended.outcome.failure).toMatchObject({ exitCode: 9, retryable: false });
    const command = `chime-join meeting end --meeting-id ${left?.meetingId} --meetings-region us-east-1`;
    expect(ended.result?.leftovers).toEqual([expect.objectContaining({ meetingId: left?.meetingId, command })]);
    expect(ended.outcome.failure?.tryThis).toContain(command);
    expect(ended.report).not.toContain(left?.meetingId);
  });

  it('and never one of another name, whatever the answer to the create says', async () => {
    let there = '';
    const ended = await compared({
      alreadyThere: async (account) => {
        there = account.emulator.openMeeting().meetingId;
      },
      between: answering('CreateMeeting', (answer) => ({
        ...answer,
        body: answer.body
          .replace(/"MeetingId":"[^"]+"/, `"MeetingId":"${there}"`)
          .replace(/"ExternalMeetingId":"[^"]+"/, '"ExternalMeetingId":"another"'),
      })),
    });
    expect(live(ended).map(({ meetingId }) => meetingId)).toEqual([there]);
    expect(ended.of('get-meeting')?.because).toBe('there is no meeting of this run');
  });
});

describe('the named call', () => {
  const update = { operation: 'UpdateSipMediaApplicationCall' };

  it('is never updated again, and an update without an answer is told', async () => {
    const ended = await compared({ named: 'call', faults: [{ ...update, kind: 'reset-after', skip: 1, times: 9 }] });
    expect(ended.outcome.failure).toMatchObject({ code: 'UNCONFIRMED', exitCode: 7 });
    expect(ended.account.sma.updates).toHaveLength(1);
    expect(live(ended)).toEqual([]);
  });

  it('that is not live says nothing of AWS', async () => {
    const ended = await compared({
      named: 'call',
      faults: [{ ...update, kind: 'error', code: 'NotFoundException', status: 404, skip: 1 }],
    });
    expect(ended.of('update-call')).toMatchObject({ outcome: 'not-compared', because: 'AWS knows no such live call' });
    expect(ended.outcome.failure).toBeNull();
  });
});

describe('the report', () => {
  it('holds no id, number or token of either side, whatever the account says', async () => {
    const said =
      'User: arn:aws:iam::444455556666:user/bob of 444455556666 at +12065550199, meeting 11112222-3333-4444-5555-666677778888';
    const faults = [
      'GetMeeting',
      'ListAttendees',
      'GetSipMediaApplication',
      'FilterLogEvents',
      'DescribeLogGroups',
    ].map((operation) => ({
      operation,
      kind: 'error',
      code: 'ConflictException',
      status: 409,
      message: said,
      skip: 1,
      times: 2,
    }));
    const { report, result, account, call } = await compared({ all: true, named: 'call', faults });
    const state = JSON.stringify((await account.control('/state')).body);
    const ids = [...state.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)].map(([id]) => id);
    const secrets = (await account.control('/state')).body.secrets as string[];
    const forbidden = [
      ...ids,
      ...secrets,
      call.transactionId,
      account.sma.sipMediaApplicationId,
      '444455556666',
      '111122223333',
      '12065550199',
      'bob',
      'noting',
      'a1b2c3d4e5f60718',
    ];
    for (const text of [report, JSON.stringify({ ...result, leftovers: [] })]) {
      expect(forbidden.filter((each) => text.includes(each))).toEqual([]);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/i);
    }
    expect(report).toContain('User: <arn> of <number> at <number>, meeting <id>');
  });
});
