/** Whole documents given to `explain`: logs as Node prints them, tables of Logs Insights, meeting events, actions. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/core/explain/explain.js';
import { FailedWith } from '../../../src/core/outcome/use-case.js';
import {
  event,
  failed,
  hangUp,
  type Json,
  MEETING,
  MEETING_NUMBER,
  OTHER_TRANSACTION,
  phone,
  REQUEST_1,
  REQUEST_2,
  succeeded,
  TOKEN,
  TRANSACTION,
  update,
} from '../samples.js';
import { asked, idsOf, quiet } from './asked.js';

const CALL = [
  event('NEW_INBOUND_CALL', 1),
  update(2),
  event('ACTION_INTERRUPTED', 3, { ActionData: { Type: 'Pause' } }),
  failed(4),
];
const prefix = (second: number) => `2026-11-28T08:00:0${second}.123Z\t${REQUEST_1}\tINFO\t`;

describe('what an inspector left out is unread, not absent', () => {
  /** As `console.log('event:', event)` prints it at this depth. */
  const printed = (events: readonly Json[], depth: number, wrap: (one: Json) => unknown = (one) => one) =>
    events.map((one, index) => `${prefix(index)}event: ${inspect(wrap(one), { depth, breakLength: 80 })}`).join('\n');
  const told = (text: string) => {
    const { call, explanations } = asked(text);
    return { id: explanations[0]?.id, said: JSON.stringify(call), moments: call?.moments ?? [] };
  };
  const ABSENT = /no arguments|carries no JoinToken|carries no MeetingId/;

  it.each([0, 1, 2, 3, 4])('at depth %i', (depth) => {
    const { said } = told(printed(CALL, depth));
    expect(said).not.toMatch(ABSENT);
    expect(said).not.toContain(TOKEN);
  });

  it('the failed join is found, and the arguments are said to be hidden', () => {
    const { id, moments } = told(printed(CALL, 2));
    expect(id).toBe('join.invalid-parameter');
    expect(moments[1]?.summary).toBe('arguments that the log does not show');
  });

  it('in an object of the handler, one level deeper', () => {
    const { id, said } = told(printed(CALL, 2, (one) => ({ event: one })));
    expect(id).toBe('join.invalid-parameter');
    expect(said).not.toMatch(ABSENT);
  });

  it("as Python's pprint shortens it", () => {
    const text = `{'InvocationEventType': 'ACTION_FAILED', 'Sequence': 4, 'ActionData': {'Type': 'JoinChimeMeeting', 'Parameters': {...}, 'ErrorType': 'InvalidActionParameter', 'ErrorMessage': 'x'}, 'CallDetails': {'TransactionId': '${TRANSACTION}', 'Participants': [...]}}`;
    expect(told(text)).toMatchObject({ id: 'join.invalid-parameter', said: expect.not.stringMatching(ABSENT) });
  });

  it('an update without arguments is still one without, and so is a join without a MeetingId', () => {
    const bare = update(2, {});
    expect(JSON.stringify(asked(`${prefix(1)}${inspect(bare, { depth: 9 })}`).call)).toContain('no arguments');
    const join = failed(3, { JoinToken: TOKEN, Nested: { deep: { deeper: 1 } } });
    expect(told(`${prefix(1)}${inspect(join, { depth: 3 })}`).said).toMatch(/carries no MeetingId/);
  });
});

describe('tables of records', () => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const messages = CALL.map((one, index) => `${prefix(index)}event ${JSON.stringify(one)}\n`);
  const at = (index: number) => `2026-11-28 08:00:0${index}.123`;
  const csv = (head: string, row: (message: string, index: number) => string, newestFirst = false) => {
    const rows = messages.map(row);
    return [head, ...(newestFirst ? rows.toReversed() : rows)].join('\n');
  };

  it.each<[string, string]>([
    ['of Logs Insights', csv('@timestamp,@message', (message, index) => `${at(index)},${cell(message)}`)],
    ['the newest first', csv('@timestamp,@message', (message, index) => `${at(index)},${cell(message)}`, true)],
    [
      'with more columns, in another order',
      csv(
        '@logStream,@message,@timestamp,@requestId',
        (message, index) => `s,${cell(message)},${at(index)},${REQUEST_1}`,
      ),
    ],
    ['with quoted names', csv('"@timestamp","@message"', (message, index) => `"${at(index)}",${cell(message)}`)],
    [
      'with a byte order mark',
      `\uFEFF${csv('@timestamp,@message', (message, index) => `${at(index)},${cell(message)}`)}`,
    ],
    [
      'with Windows line ends',
      csv('@timestamp,@message', (message, index) => `${at(index)},${cell(message.trim())}`).replaceAll('\n', '\r\n'),
    ],
    ['with semicolons', csv('@timestamp;@message', (message, index) => `${at(index)};${cell(message)}`)],
    ['with tabs', csv('@timestamp\t@message', (message, index) => `${at(index)}\t${cell(message)}`)],
    [
      'of the console',
      csv('timestamp,message', (message, index) => `${1_764_316_800_123 + index * 1000},${cell(message)}`),
    ],
    [
      'of the console, copied',
      [
        '|   timestamp   |  message  |',
        '|---------------|-----------|',
        ...messages.map((message, index) => `| ${1_764_316_800_123 + index * 1000} | ${message.trim()} |`),
      ].join('\n'),
    ],
    [
      'as the console exports JSON',
      JSON.stringify(messages.map((message, index) => ({ '@timestamp': at(index), '@message': message }))),
    ],
    [
      'as get-query-results answers',
      JSON.stringify({
        results: messages.map((message, index) => [
          { field: '@timestamp', value: at(index) },
          { field: '@message', value: message },
          { field: '@ptr', value: 'CmEK' },
        ]),
        status: 'Complete',
      }),
    ],
    [
      'where Lambda logs JSON',
      csv(
        '@timestamp,@message',
        (_message, index) =>
          `${at(index)},${cell(JSON.stringify({ timestamp: at(index), level: 'INFO', requestId: REQUEST_1, message: CALL[index] }))}`,
      ),
    ],
  ])('%s', (_what, text) => {
    const { explanations, call } = asked(text);
    expect(explanations[0]?.id).toBe('join.invalid-parameter');
    expect(call).toMatchObject({ transactionId: TRANSACTION, otherCalls: 0 });
    expect(call?.moments.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(asked(text))).not.toContain(TOKEN);
  });

  it('of the fields that Logs Insights discovered', () => {
    const head =
      '@timestamp,InvocationEventType,Sequence,ActionData.Type,ActionData.ErrorType,CallDetails.TransactionId';
    const text = `${head}\n${at(2)},ACTION_FAILED,3,JoinChimeMeeting,SystemException,${TRANSACTION}\n${at(1)},CALL_UPDATE_REQUESTED,2,CallUpdateRequest,,${TRANSACTION}\n`;
    const { explanations, call } = asked(text);
    expect(explanations[0]?.id).toBe('join.system');
    expect(call?.moments.map(({ event: type }) => type)).toEqual(['CALL_UPDATE_REQUESTED', 'ACTION_FAILED']);
  });

  it.each(['a,b\n1,2', '@message', 'message\n', 'name,message\nbob,"hello'])(
    'anything else is no table: %j',
    (text) => {
      expect(asked(text).known).toBe(false);
    },
  );
});

describe('meeting events of EventBridge', () => {
  const ATTENDEE = 'aaaa0a4e-1111-4222-8333-444455556666';
  const meetingEvent = (type: string, time = '2026-11-28T08:00:10Z') => ({
    version: '0',
    id: '12345678-1234-1234-1234-111122223333',
    'detail-type': 'Chime Meeting State Change',
    source: 'aws.chime',
    account: '111122223333',
    time,
    region: 'us-east-1',
    resources: [],
    detail: {
      version: '0',
      eventType: type,
      timestamp: Date.parse(time),
      meetingId: MEETING,
      attendeeId: ATTENDEE,
      externalUserId: 'phone-4711',
    },
  });
  const TYPES = [
    ...['MeetingStarted', 'MeetingEnded', 'AttendeeAdded', 'AttendeeDeleted', 'AttendeeAuthorized', 'AttendeeJoined'],
    ...['AttendeeLeft', 'AttendeeDropped', 'AttendeeVideoStarted', 'AttendeeVideoStopped', 'AttendeeContentJoined'],
    ...['AttendeeContentLeft', 'AttendeeContentDropped', 'AttendeeContentVideoStarted', 'AttendeeContentVideoStopped'],
    ...['AttendeeCapabilitiesUpdated', 'TranscriptionStarted', 'TranscriptionStopped'],
  ];

  it.each(TYPES)('%s, alone, in a log, of SNS and of SQS', (type) => {
    const one = meetingEvent(`chime:${type}`);
    const body = JSON.stringify(one);
    const texts = [
      body,
      JSON.stringify(one, null, 2),
      `2026-11-28T08:00:10.000000+00:00 abc ${body}`,
      inspect(one, { depth: 9 }),
      JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns: { Message: body } }] }),
      JSON.stringify({ Records: [{ eventSource: 'aws:sqs', body }] }),
      JSON.stringify({ Type: 'Notification', Message: body }),
      JSON.stringify(one.detail),
      `@timestamp,@message\n2026-11-28 08:00:10.000,"${body.replaceAll('"', '""')}"`,
    ];
    for (const text of texts) expect([text.slice(0, 60), idsOf(text)[0]]).toEqual([text.slice(0, 60), `event.${type}`]);
  });

  it('of several the newest is told first, with whom it is about', () => {
    const log = [
      meetingEvent('chime:AttendeeJoined', '2026-11-28T08:00:10Z'),
      meetingEvent('chime:AttendeeLeft', '2026-11-28T08:02:00Z'),
      meetingEvent('chime:MeetingStarted', '2026-11-28T08:00:00Z'),
    ];
    const { explanations } = asked(log.map((one) => JSON.stringify(one)).join('\n'));
    expect(explanations.map(({ id }) => id)).toEqual([
      'event.AttendeeLeft',
      'event.AttendeeJoined',
      'event.MeetingStarted',
    ]);
    expect(explanations[0]?.said).toContain(ATTENDEE);
  });

  it('one that is cut off, or only named in a line', () => {
    const whole = JSON.stringify(meetingEvent('chime:AttendeeLeft'));
    expect(idsOf(whole.slice(0, whole.indexOf('meetingId')))).toEqual(['event.AttendeeLeft']);
    expect(idsOf(`2026-11-28 INFO got chime:AttendeeLeft for ${ATTENDEE}`)).toEqual(['event.AttendeeLeft']);
  });

  it('what a missing one means is never claimed', () => {
    for (const type of TYPES) expect(asked(`chime:${type}`).explanations[0]?.notKnown).toMatch(/proves nothing/);
  });

  it('an event that AWS does not document, or of somebody else, is not known', () => {
    expect(asked(JSON.stringify(meetingEvent('chime:AttendeeVanished'))).known).toBe(false);
    expect(asked(JSON.stringify({ ...meetingEvent('x'), source: 'aws.ec2' })).known).toBe(false);
  });

  it('beside a healthy call it is told, and nothing is near', () => {
    const text = [
      JSON.stringify(event('NEW_INBOUND_CALL', 1)),
      JSON.stringify(meetingEvent('chime:AttendeeJoined')),
    ].join('\n');
    expect(asked(text)).toMatchObject({ known: true, explanations: [{ id: 'event.AttendeeJoined' }], nearest: [] });
  });
});

describe('an action or an answer leads to validate', () => {
  const ACTION = { Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING } };
  const ANSWER = { SchemaVersion: '1.0', Actions: [ACTION] };
  it.each<[string, string, string]>([
    ['an action', JSON.stringify(ACTION), 'action'],
    ['another action', JSON.stringify({ Type: 'VoiceFocus', Parameters: { Enable: true } }, null, 2), 'action'],
    ['an answer', JSON.stringify(ANSWER), 'response'],
    ['an answer without actions', JSON.stringify({ SchemaVersion: '1.0' }), 'response'],
    ['an answer for API Gateway', JSON.stringify({ statusCode: 200, body: JSON.stringify(ANSWER) }), 'response'],
    [
      'a list of actions',
      JSON.stringify([ACTION, { Type: 'Pause', Parameters: { DurationInMilliseconds: '100' } }]),
      'response',
    ],
    [
      'an action that lacks a comma',
      '{ "Type": "Hangup", "Parameters": { "CallId": "x" "SipResponseCode": "0" } }',
      'action',
    ],
  ])('%s', (_what, text, kind) => {
    const { explanations, call } = asked(text);
    expect(explanations.map(({ id }) => id)).toEqual([`document.${kind}`]);
    expect(explanations[0]?.steps[0]).toContain(`chime-join validate FILE --as ${kind}`);
    expect(call).toBeNull();
    expect(JSON.stringify(explanations)).not.toContain(TOKEN);
  });

  it.each([
    ['{"Type":"JoinChimeMeeting","Parameters":{"JoinToken":"abc', 'action'],
    ["{ SchemaVersion: '1.0', Actions: [ { Type: 'Hangup' ", 'response'],
  ])('even cut off: %s', (text, kind) => {
    expect(idsOf(text)).toEqual([`document.${kind}`]);
  });

  it('an event does not: it is explained', () => {
    expect(asked(JSON.stringify(failed(3))).explanations[0]?.id).toBe('join.invalid-parameter');
    expect(asked(JSON.stringify(event('NEW_INBOUND_CALL', 1)))).toMatchObject({ known: true, explanations: [] });
  });

  it('another document of JSON does not', () => {
    for (const other of [{ name: 'x', version: 1, list: [1] }, { Statement: [{ Effect: 'Allow' }] }, [1, 2]])
      expect(asked(JSON.stringify(other)).known).toBe(false);
  });
});

describe('several calls in one text', () => {
  const of = (transactionId: string, one: Json) => ({
    ...one,
    CallDetails: { ...(one['CallDetails'] as Json), TransactionId: transactionId },
  });
  const line = (one: Json, request = REQUEST_1) => `2026-11-28T08:00:00.123Z\t${request}\tINFO\t${JSON.stringify(one)}`;
  const LOG = [
    line(of(OTHER_TRANSACTION, event('NEW_INBOUND_CALL', 1)), REQUEST_2),
    line(event('NEW_INBOUND_CALL', 1)),
    line(of(OTHER_TRANSACTION, succeeded(2)), REQUEST_2),
    line(failed(2)),
    line(of(OTHER_TRANSACTION, hangUp(3)), REQUEST_2),
  ].join('\n');
  const choose = (transactionId: string, mustHoldCall = true) =>
    explain({ text: LOG, operation: null, transactionId, mustHoldCall }, quiet);

  it('the one that failed is explained, and each is named', () => {
    const { call, explanations } = asked(LOG);
    expect(explanations[0]?.id).toBe('join.invalid-parameter');
    expect(call).toMatchObject({
      transactionId: TRANSACTION,
      otherCalls: 1,
      others: [{ transactionId: OTHER_TRANSACTION, events: 3, id: 'hangup.0' }],
    });
  });

  it('the one that is asked for is explained, in whatever case its id is typed', () => {
    const { call, explanations } = choose(OTHER_TRANSACTION.toUpperCase());
    expect(call).toMatchObject({
      transactionId: OTHER_TRANSACTION,
      others: [{ transactionId: TRANSACTION, id: 'join.invalid-parameter' }],
    });
    expect(explanations.map(({ id }) => id)).not.toContain('join.invalid-parameter');
    expect(choose(TRANSACTION).explanations[0]?.id).toBe('join.invalid-parameter');
  });

  it('one that is not there is said to be missing, with those that are; not so where only the environment names it', () => {
    const missing = '00000000-0000-4000-8000-00000000dead';
    expect(() => choose(missing)).toThrow(FailedWith);
    try {
      choose(missing);
    } catch (error) {
      const { failure } = error as FailedWith<unknown>;
      expect(failure).toMatchObject({ code: 'NOT_KNOWN', exitCode: 4 });
      expect(failure.tryThis.join()).toContain(TRANSACTION);
    }
    expect(choose(missing, false).explanations[0]?.id).toBe('join.invalid-parameter');
  });
});

it('a call that was dialled to a meeting is not told to hang up LEG-B', () => {
  const legs = { Participants: [phone({ To: MEETING_NUMBER, Direction: 'Outbound' })] };
  const { call } = asked(JSON.stringify(failed(3, undefined, legs)));
  expect(call?.handler.join()).toMatch(/dialled to a meeting/);
  expect(call?.handler.join()).not.toMatch(/Hang up LEG-B/);
});

describe('a table whose columns have names of their own', () => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = (separator: string) =>
    CALL.map((one, index) =>
      [`2026-11-28 08:00:0${index}.123`, 'stream-1', cell(JSON.stringify(one))].join(separator),
    ).join('\n');

  it.each<[string, string]>([
    ['after aliases of a query', `time,stream,text\n${rows(',')}`],
    ['after a spreadsheet that names its separator', `sep=;\n@timestamp;@logStream;@message\n${rows(';')}`],
    ['both', `sep=;\nwhen;where;what\n${rows(';')}`],
    ['with tabs', `a\tb\tc\n${rows('\t')}`],
  ])('%s', (_what, text) => {
    const answer = asked(text);
    expect(answer.explanations[0]?.id).toBe('join.invalid-parameter');
    expect(answer.call?.moments.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
  });

  it('a field that the query did not ask for is not absent', () => {
    const head = '@timestamp,InvocationEventType,Sequence,CallDetails.TransactionId';
    const row = (type: string, sequence: number, more = '') =>
      `2026-11-28 08:00:0${sequence}.000,${type},${sequence},${TRANSACTION}${more}`;
    for (const [columns, more] of [
      ['', ''],
      [',ActionData.Type', ',CallUpdateRequest'],
      [',ActionData.Type,ActionData.Parameters.CallId', ',CallUpdateRequest,c'],
    ] as const) {
      const text = `${head}${columns}\n${row('NEW_INBOUND_CALL', 1, columns.replaceAll(/[^,]/g, ''))}\n${row('CALL_UPDATE_REQUESTED', 2, more)}\n`;
      expect(JSON.stringify(asked(text).call)).toContain('arguments that the log does not show');
    }
  });

  it('a row that is pasted without its head keeps its tokens', () => {
    expect(JSON.stringify(asked(rows(',')))).not.toContain(TOKEN);
    expect(JSON.stringify(asked(`SystemException ${rows(';')}`))).not.toContain(TOKEN);
  });
});

describe('what another inspector prints', () => {
  class Received {
    constructor(one: Json) {
      Object.assign(this, one);
    }
  }
  it.each<[string, (one: Json) => string]>([
    ['a member a line', (one) => inspect(one, { compact: false, depth: 2 })],
    ['all in one line', (one) => inspect(one, { breakLength: Number.POSITIVE_INFINITY })],
    ['narrow, and not deep', (one) => inspect(one, { breakLength: 20, depth: 1 })],
    ['an object of a class', (one) => inspect(new Received(one))],
    ['an object without a prototype', (one) => inspect(Object.assign(Object.create(null), one))],
    ['in a list, with another beside it', (one) => inspect([one, { attempt: 1 }])],
    ['no item of any list', (one) => inspect(one, { depth: 9, maxArrayLength: 0 })],
  ])('%s', (_what, print) => {
    const text = CALL.map((one, index) => `${prefix(index)}${print(one)}`).join('\n');
    const { explanations, call } = asked(text);
    expect(explanations[0]?.id).toBe('join.invalid-parameter');
    expect(call?.moments).toHaveLength(4);
    expect(JSON.stringify(call)).not.toMatch(/no arguments|carries no/);
    expect(JSON.stringify(call)).not.toContain(TOKEN);
  });
});
