import { describe, expect, it } from 'vitest';
import { cpuMsOf } from '../cpu-time.js';
import {
  CALL_A,
  end,
  event,
  failed,
  hangUp,
  invalidResponse,
  type Json,
  MEETING,
  meetingLeg,
  OTHER_TOKEN,
  phone,
  REQUEST_1,
  REQUEST_2,
  report,
  start,
  succeeded,
  TOKEN,
  TRANSACTION,
  update,
} from '../samples.js';
import { asked } from './asked.js';

const ANSWER = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN } }] };
const EMPTY = { SchemaVersion: '1.0', Actions: [] };
const HANG_UP = { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup' }] };
const other = (index: number) => ({ TransactionId: `d6b36538-99a5-4ca7-a5c3-${String(index).padStart(12, '0')}` });

/** Lines of one Lambda request, as `aws logs tail` prints them. */
const invoked = (request: string, what: Json, answer: Json | null, at = '14:29:10.123') => {
  const stream = '2026/11/23/[$LATEST]0123456789abcdef';
  const line = (message: string) => `2026-11-23T${at}000+00:00 ${stream} ${message}`;
  const info = (label: string, object: object) =>
    line(`2026-11-23T${at}Z\t${request}\tINFO\t${label} ${JSON.stringify(object)}`);
  return [
    line(start(request)),
    info('event', what),
    ...(answer === null ? [] : [info('answer', answer)]),
    line(end(request)),
    line(report(request)),
  ];
};
const tail = (...requests: string[][]) => `${requests.flat().join('\n')}\n`;

describe('one event', () => {
  it.each<[string, unknown, string]>([
    ['a failed join', failed(3), 'join.invalid-parameter'],
    [
      'in the form of its own page',
      {
        ...failed(3),
        ActionData: { Type: 'JoinChimeMeeting', Error: 'ErrorJoiningMeeting: Error while joining meeting.' },
      },
      'join.error-joining',
    ],
    [
      'with a stray dot',
      {
        ...failed(3),
        ActionData: { Type: 'JoinChimeMeeting', ErrorType: 'InvalidActionParameter.', ErrorMessage: '' },
      },
      'join.invalid-parameter',
    ],
    [
      'with an error nobody knows',
      { ...failed(3), ActionData: { Type: 'JoinChimeMeeting', ErrorType: 'Frobnicated', ErrorMessage: '' } },
      'join.failed',
    ],
    [
      'of another action',
      { ...failed(3), ActionData: { Type: 'PlayAudio', ErrorType: 'InvalidAudioSource', ErrorMessage: '' } },
      'action.audio-source',
    ],
    [
      'of another action, and an error nobody knows',
      { ...failed(3), ActionData: { Type: 'PlayAudio', ErrorType: 'X', ErrorMessage: '' } },
      'action.failed',
    ],
    ['an unusable answer', invalidResponse(3), 'response.unreadable'],
    [
      'too many attributes',
      { ...invalidResponse(3), ErrorType: 'TransactionAttributesInvalidMapSize' },
      'response.attributes',
    ],
    ['an update alone', update(2), 'update.unanswered'],
    ['a hang-up', hangUp(4), 'hangup.0'],
    [
      'a hang-up with a code nobody documents',
      event('HANGUP', 4, {
        ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 603, ParticipantTag: 'LEG-A' } },
      }),
      'hangup.unsaid',
    ],
    [
      'the end of the meeting',
      event(
        'HANGUP',
        4,
        { ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 0, ParticipantTag: 'LEG-B' } } },
        { Participants: [phone(), meetingLeg({ Status: 'Disconnected' })] },
      ),
      'hangup.meeting-leg',
    ],
    [
      'the end of a leg to another telephone',
      event(
        'HANGUP',
        4,
        { ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 486, ParticipantTag: 'LEG-B' } } },
        { Participants: [phone(), meetingLeg({ To: '+12065550100', From: '+14155551212', Status: 'Disconnected' })] },
      ),
      'hangup.486',
    ],
    [
      'the end of a leg to what is not a telephone number, which evidence takes for one that may lead into a meeting',
      event(
        'HANGUP',
        4,
        { ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 0, ParticipantTag: 'LEG-B' } } },
        { Participants: [phone(), meetingLeg({ To: '0123456789', From: '+14155551212', Status: 'Disconnected' })] },
      ),
      'hangup.meeting-leg',
    ],
    ['a join that worked', succeeded(3), 'join.succeeded'],
    [
      'its ActionData alone',
      { Type: 'JoinChimeMeeting', ErrorType: 'SystemException', ErrorMessage: 'System error while running action.' },
      'join.system',
    ],
    [
      'without its CallDetails',
      { InvocationEventType: 'ACTION_FAILED', ActionData: { Type: 'JoinChimeMeeting', ErrorType: 'SystemException' } },
      'join.system',
    ],
  ])('%s', (_what, object, id) => {
    for (const text of [
      JSON.stringify(object),
      JSON.stringify(object, null, 2),
      `2026-11-23T14:29:10.123Z\t${REQUEST_1}\tINFO\t${JSON.stringify(object)}`,
    ]) {
      expect(asked(text).explanations[0]?.id).toBe(id);
    }
  });

  it('even where it lacks commas, as the page of AWS prints it', () => {
    const printed = `{
      "SchemaVersion": "1.0",
      "Sequence": 2,
      "InvocationEvent": "ACTION_FAILED",
      "ActionData": {
        "Type": "JoinChimeMeeting",
        "Parameters": { "JoinToken": "meeting-token", "CallId": "call-id-1" "ParticipantTag": "LEG-A" },
        "Error": "ErrorJoiningMeeting: Error while joining meeting."
      }
      "CallDetails": { "TransactionId": "transaction-id", "Participants": [] }
    }`;
    expect(asked(printed).explanations[0]?.id).toBe('join.error-joining');
  });
});

describe('our own --json document, and bodies of AWS', () => {
  it.each<[string, object, string[]]>([
    [
      'an AWS answer',
      {
        schemaVersion: 1,
        command: 'meeting show',
        ok: false,
        error: { code: 'ACCESS_DENIED', cause: 'AccessDeniedException (403): no', exitCode: 3 },
        result: null,
      },
      ['access.denied'],
    ],
    [
      'a verdict',
      {
        schemaVersion: 1,
        command: 'bridge',
        ok: false,
        error: { code: 'UPDATE_IGNORED', cause: null, exitCode: 10 },
        result: { verdict: 'NOT_JOINED' },
      },
      ['update.ignored', 'verdict.NOT_JOINED', 'exit.10'],
    ],
    [
      'a success',
      { schemaVersion: 1, command: 'bridge', ok: true, result: { verdict: 'JOINED' } },
      ['verdict.JOINED', 'exit.0'],
    ],
    ['a body of Chime', { Code: 'ThrottledClient', Message: 'slow' }, ['aws.throttled']],
    [
      'a body of CloudWatch Logs',
      { __type: 'com.amazonaws.logs#ResourceNotFoundException', message: 'no group' },
      ['logs.not-found'],
    ],
  ])('%s', (_what, document, ids) => {
    expect(asked(JSON.stringify(document)).explanations.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });
});

describe('a log', () => {
  const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const LOG = tail(
    invoked(id(11), event('NEW_INBOUND_CALL', 1, {}, other(1)), EMPTY),
    invoked(id(12), event('NEW_INBOUND_CALL', 1), EMPTY, '14:29:00.000'),
    invoked(
      id(13),
      update(2),
      { ...ANSWER, Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN.slice(0, 30) } }] },
      '14:29:10.000',
    ),
    invoked(id(14), failed(3, { JoinToken: TOKEN.slice(0, 30), CallId: CALL_A }), HANG_UP, '14:29:10.400'),
    invoked(id(15), hangUp(4), null, '14:29:11.000'),
  );

  it('shows the call in order, with Sequence, time and legs', () => {
    const { call, explanations } = asked(LOG);
    expect(explanations[0]).toMatchObject({
      id: 'join.invalid-parameter',
      said: 'InvalidActionParameter: JoinToken parameter value is invalid.',
    });
    expect(call).toMatchObject({ transactionId: TRANSACTION, region: 'us-east-1', otherCalls: 1 });
    expect(call?.moments.map(({ sequence, event: type }) => [sequence, type])).toEqual([
      [1, 'NEW_INBOUND_CALL'],
      [null, 'HANDLER_RESPONSE'],
      [2, 'CALL_UPDATE_REQUESTED'],
      [null, 'HANDLER_RESPONSE'],
      [3, 'ACTION_FAILED'],
      [null, 'HANDLER_RESPONSE'],
      [4, 'HANGUP'],
    ]);
    expect(call?.moments[2]).toMatchObject({ time: '2026-11-23T14:29:10.000Z', legs: ['LEG-A Connected'] });
  });

  it('says what the handler should have done', () => {
    const told = asked(LOG).call?.handler.join('\n');
    expect(told).toMatch(/cut short \(30 of \d+ characters\).*no MeetingId/);
    expect(told).toMatch(/Keep the caller.*answered it with Hangup/);
    expect(told).toMatch(/Mask the join token/);
  });

  it.each<[string, string[], RegExp, string]>([
    [
      'an update that the handler ignored',
      invoked(REQUEST_1, update(2), EMPTY),
      /Answer CALL_UPDATE_REQUESTED with JoinChimeMeeting.*JoinToken, MeetingId/,
      'update.ignored',
    ],
    [
      'an answered update without an outcome',
      invoked(REQUEST_1, update(2), ANSWER),
      /log the events that follow/,
      'update.unanswered',
    ],
    [
      'a join on a bridged call',
      invoked(REQUEST_1, failed(3, undefined, { Participants: [phone(), meetingLeg()] }), EMPTY),
      /Hang up LEG-B first/,
      'join.invalid-parameter',
    ],
    [
      'a join of a call that rings',
      [...invoked(REQUEST_1, event('RINGING', 1), EMPTY), ...invoked(REQUEST_2, failed(2), EMPTY)],
      /CALL_ANSWERED or later/,
      'join.invalid-parameter',
    ],
    [
      'a meeting that ended',
      invoked(
        REQUEST_1,
        event(
          'HANGUP',
          5,
          { ActionData: { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-B' } } },
          { Participants: [phone(), meetingLeg({ Status: 'Disconnected' })] },
        ),
        EMPTY,
      ),
      /hang up LEG-A, or hold/,
      'hangup.meeting-leg',
    ],
    [
      'a function that fails',
      [
        ...invoked(REQUEST_1, update(2), null).slice(0, 2),
        `2026-11-23T14:29:10.500000+00:00 2026/11/23/[$LATEST]0123456789abcdef 2026-11-23T14:29:10.500Z ${REQUEST_1} Task timed out after 3.00 seconds`,
      ],
      /Answer every event/,
      'lambda.timed-out',
    ],
  ])('%s', (_what, lines, told, id) => {
    const { call, explanations } = asked(tail(lines));
    expect(explanations[0]?.id).toBe(id);
    expect(call?.handler.join('\n')).toMatch(told);
  });

  it('explains what went wrong in the function beside the event', () => {
    const lines = [
      ...invoked(REQUEST_1, update(2), null).slice(0, 2),
      `2026-11-23T14:29:10.500000+00:00 2026/11/23/[$LATEST]0123456789abcdef 2026-11-23T14:29:10.500Z ${REQUEST_1} Task timed out after 3.00 seconds`,
    ];
    expect(asked(tail(lines)).explanations.map(({ id }) => id)).toContain('lambda.timed-out');
  });

  it('a join that worked afterwards is the end of the story', () => {
    const lines = [...invoked(REQUEST_1, failed(3), ANSWER), ...invoked(REQUEST_2, succeeded(4), EMPTY)];
    const elsewhere = invoked(REQUEST_1, failed(3, undefined, other(2)), EMPTY, '14:29:01.000');
    expect(asked(tail(elsewhere, lines)).call?.transactionId).toBe(other(2).TransactionId);
    expect(asked(tail(lines)).call?.handler.join()).toContain('a later JoinChimeMeeting of the call succeeded');
  });

  it('is read in every form in which it is pasted', () => {
    const events = [failed(3), hangUp(4)];
    const filtered = {
      events: events.map((message, index) => ({
        timestamp: 1_795_444_150_000 + index,
        message: JSON.stringify(message),
        logStreamName: 's',
        eventId: `${index}`,
      })),
      searchedLogStreams: [],
    };
    const short = events.map((message) => `2026-11-23T14:29:10 ${JSON.stringify(message)}`).join('\n');
    const pretty = events.map((message) => JSON.stringify(message, null, 2)).join('\n');
    const python = `[INFO]\t2026-11-23T14:29:10.000Z\t${REQUEST_1}\t{'InvocationEventType': 'ACTION_FAILED', 'Sequence': 3, 'ActionData': {'Type': 'JoinChimeMeeting', 'ErrorType': 'InvalidActionParameter'}, 'CallDetails': {'TransactionId': '${TRANSACTION}', 'Participants': None}}\nnoise`;
    for (const text of [
      JSON.stringify(filtered),
      JSON.stringify(filtered, null, 4),
      short,
      pretty,
      python,
      short.replaceAll('\n', '\r\n'),
    ]) {
      const { call, explanations } = asked(text);
      expect([explanations[0]?.id, call?.transactionId]).toEqual(['join.invalid-parameter', TRANSACTION]);
    }
    expect(asked(JSON.stringify(filtered)).call?.moments[0]?.time).toBe(new Date(1_795_444_150_000).toISOString());
    expect(asked(pretty).call?.moments[0]?.time).toBeNull();
  });

  it('without an event, its messages are explained', () => {
    const log =
      'noise\nAn error occurred (ThrottledClientException) when calling the UpdateSipMediaApplicationCall operation: slow down\nmore noise { }';
    expect(asked(log).explanations).toMatchObject([
      { id: 'aws.throttled', operation: 'UpdateSipMediaApplicationCall' },
    ]);
    expect(asked('one\n2026-11-23 The AWS Lambda function was throttled.\nthree').explanations[0]?.id).toBe(
      'lambda.throttled',
    );
    expect(asked('nothing\nat all').known).toBe(false);
  });

  it('with nothing wrong in it, is known to be healthy: shown, not explained, and nothing is near it', () => {
    const { known, call, explanations, nearest } = asked(
      tail(
        invoked(REQUEST_1, event('NEW_INBOUND_CALL', 1), EMPTY),
        invoked(REQUEST_2, event('DIGITS_RECEIVED', 2), EMPTY),
      ),
    );
    expect({ known, explanations, nearest }).toEqual({ known: true, explanations: [], nearest: [] });
    expect(call?.moments).toHaveLength(4);
  });
});

describe('secrets', () => {
  const secret = { JoinToken: OTHER_TOKEN, MeetingId: MEETING, pin: '4711-0815' };
  const text = tail(
    invoked(REQUEST_1, update(2, secret), ANSWER),
    invoked(
      REQUEST_2,
      {
        ...failed(3, secret),
        ActionData: {
          Type: 'JoinChimeMeeting',
          Parameters: secret,
          ErrorType: 'InvalidActionParameter',
          ErrorMessage: `no ${OTHER_TOKEN} of +14155551212, pin 4711-0815`,
        },
      },
      EMPTY,
    ),
  );

  it('tokens, arguments and telephone numbers are nowhere in the answer', () => {
    const shown = JSON.stringify(asked(text));
    for (const hidden of [TOKEN, OTHER_TOKEN, '4711-0815', MEETING, '+14155551212', '15051234567'])
      expect(shown).not.toContain(hidden);
    expect(shown).toContain('***');
  });

  it('nor where no event shows what is secret', () => {
    const said = `ErrorJoiningMeeting: ${OTHER_TOKEN} from +14155551212`;
    const shown = JSON.stringify([asked(said), asked(`x\n${said}`), asked(OTHER_TOKEN)]);
    for (const hidden of [OTHER_TOKEN, '+14155551212']) expect(shown).not.toContain(hidden);
  });
});

it('5,000 lines with one failed join are explained in well under a second', () => {
  const noise = Array.from({ length: 500 }, (_, index) =>
    invoked(REQUEST_2, event('NEW_INBOUND_CALL', 1, {}, other(index)), EMPTY),
  );
  const text = tail(...noise, invoked(REQUEST_1, failed(3), EMPTY), ...noise);
  expect(text.split('\n').length).toBeGreaterThan(5_000);
  const ask = () => {
    const { call, explanations } = asked(text);
    expect([explanations[0]?.id, call?.transactionId]).toEqual(['join.invalid-parameter', TRANSACTION]);
  };
  expect(cpuMsOf(ask)).toBeLessThan(1_000);
});
