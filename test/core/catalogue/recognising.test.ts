import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/core/catalogue/failed.js';
import { SITUATIONS } from '../../../src/core/catalogue/situations/situations.js';
import { cpuMsOf } from '../cpu-time.js';
import { asked, idsOf } from './asked.js';

describe('what was typed is recognised', () => {
  it.each<[string, string]>([
    // Names, in every spelling.
    ['ForbiddenException', 'access.denied'],
    ['forbidden', 'access.denied'],
    ['com.amazonaws.chime#ThrottledClientException', 'aws.throttled'],
    ['Throttling', 'aws.throttled'],
    ['ThrottlingException: Rate exceeded', 'aws.throttled'],
    ['RequestExpired', 'clock.skewed'],
    ['ExpiredTokenException', 'credentials.expired'],
    ['CredentialsProviderError', 'credentials.missing'],
    ['ServiceFailureException (500): boo', 'aws.unavailable'],
    // Node and the network.
    ['ECONNREFUSED', 'connection.refused'],
    ['connect ECONNREFUSED 127.0.0.1:9', 'connection.refused'],
    ['getaddrinfo ENOTFOUND voice-chime.us-east-9.amazonaws.com', 'dns.unknown-host'],
    ['Error: self-signed certificate; code SELF_SIGNED_CERT_IN_CHAIN', 'tls.certificate'],
    ['ECONNRESET', 'connection.cut'],
    ['socket hang up', 'connection.cut'],
    ['Client network socket disconnected before secure TLS connection was established', 'tls.cut'],
    ['Could not load credentials from any providers', 'credentials.missing'],
    ['Region is missing', 'region.missing'],
    // JoinChimeMeeting's table, and every other form of its failure.
    ['InvalidActionParameter', 'join.invalid-parameter'],
    ['InvalidActionParameter.', 'join.invalid-parameter'],
    ['InvalidActionParameter: JoinToken parameter value is invalid.', 'join.invalid-parameter'],
    ['JoinToken parameter value is invalid.', 'join.invalid-parameter'],
    ['SystemException', 'join.system'],
    ['System error while running action.', 'join.system'],
    ['ErrorJoiningMeeting: Error while joining meeting.', 'join.error-joining'],
    ['ErrorJoiningMeeting', 'join.error-joining'],
    ['InvalidActionParameter: Invalid action on the call.', 'join.bridged'],
    ['Call is not connected to Chime Meeting.', 'action.not-in-meeting'],
    ['InvalidAudioSource', 'action.audio-source'],
    ['CallNotAnswered', 'action.not-answered'],
    ['MissingRequiredActionParameter', 'action.missing-parameter'],
    ['InvalidDigitsReceived', 'action.digits'],
    ['ActionExecutionThrottled', 'action.throttled'],
    ['TransactionAttributesInvalidMapSize', 'response.attributes'],
    // The SMA's log, inside of sentences.
    ['2026-11-23 tx 1: AWS Lambda client operation timed out.', 'lambda.sma-timed-out'],
    ['Access denied while invoking the AWS Lambda function.', 'lambda.permission'],
    ['The AWS Lambda function was throttled.', 'lambda.throttled'],
    ['Error while reading actions list.', 'response.unreadable'],
    [
      'The schema version in the invocation request does not match the schema version in the response.',
      'response.schema-version',
    ],
    ['Unsupported action JoinChimeMeting specified', 'response.unsupported-action'],
    ['Actions list is empty.', 'response.empty-list'],
    ['it said: Too many actions specified in a response.', 'response.too-many-actions'],
    ['Response is blank or empty', 'response.blank'],
    ['INVALID_LAMBDA_RESPONSE', 'response.invalid'],
    // Lambda itself.
    ['2026-11-23T14:29:10Z 00000000-0000-4000-8000-000000000001 Task timed out after 3.01 seconds', 'lambda.timed-out'],
    ['RequestId: x Error: Runtime exited with error: exit status 1', 'lambda.exited'],
    // Calls, meetings, the service.
    ['HANGUP', 'hangup.unsaid'],
    ['HANGUP 486', 'hangup.486'],
    ['480', 'hangup.480'],
    ['202', 'update.accepted'],
    ['UPDATE_IGNORED', 'update.ignored'],
    ['five minutes', 'meeting.ended-by-itself'],
    ['maintenance mode', 'service.closed-to-new-customers'],
    ['quotas', 'quotas'],
    ['not joined', 'verdict.NOT_JOINED'],
    ['unconfirmed', 'verdict.UNCONFIRMED'],
    ['exit status 10', 'exit.10'],
    ['7', 'exit.7'],
  ])('%s', (text, id) => {
    expect(idsOf(text)[0]).toBe(id);
  });
});

describe('the operation decides', () => {
  it.each([
    ['NotFoundException', 'UpdateSipMediaApplicationCall', 'call.not-found'],
    ['NotFoundException', 'CreateAttendee', 'meeting.not-found'],
    ['NotFound', 'DeleteAttendee', 'attendee.not-found'],
    ['404', 'GetSipMediaApplication', 'application.not-found'],
    ['404', 'FilterLogEvents', 'logs.not-found'],
    ['LimitExceededException', 'CreateAttendee', 'meeting.full'],
    ['LimitExceededException', 'CreateMeeting', 'aws.limit'],
    ['BadRequestException', 'UpdateSipMediaApplicationCall', 'call.update-refused'],
    ['400', 'CreateMeeting', 'meeting.create-refused'],
    ['422', 'CreateAttendee', 'aws.unprocessable'],
    ['503', 'DeleteMeeting', 'aws.unavailable'],
  ])('%s of %s is %s', (text, operation, id) => {
    const [first, ...others] = asked(text, operation).explanations;
    expect(first).toMatchObject({ id, operation });
    expect(others).toEqual([]);
  });

  it('without it, all that it may be is told', () => {
    const ids = idsOf('NotFoundException');
    expect(ids).toEqual(
      expect.arrayContaining(['call.not-found', 'application.not-found', 'meeting.not-found', 'attendee.not-found']),
    );
  });

  it("is taken out of the AWS CLI's own words, which outweigh nothing that was typed", () => {
    const cli = (operation: string) =>
      `\nAn error occurred (NotFoundException) when calling the ${operation} operation: no`;
    expect(idsOf(cli('UpdateSipMediaApplicationCall'))).toEqual(['call.not-found']);
    expect(asked(cli('CreateAttendee')).explanations).toMatchObject([
      { id: 'meeting.not-found', operation: 'CreateAttendee', said: 'NotFoundException: no' },
    ]);
    expect(idsOf(cli('CreateAttendee'), 'DeleteAttendee')).toEqual(['attendee.not-found']);
  });

  it('a request that only reads changes nothing, even where its answer never came', () => {
    const read = asked('ServiceUnavailableException', 'GetMeeting').explanations[0];
    const write = asked('ServiceUnavailableException', 'CreateMeeting').explanations[0];
    expect(read?.changed).toContain('only reads');
    expect(write?.changed).toContain('may have taken effect');
  });
});

describe('what is not known is not invented', () => {
  it.each([
    'Frobnicated',
    'FrobnicationFailedException',
    '42',
    '999',
    'HANGUP 603',
    'hello there, what is this?',
    '200',
  ])('%s', (text) => {
    const { known, explanations } = asked(text);
    expect({ known, explanations }).toEqual({ known: false, explanations: [] });
  });

  it('but what is nearest is named', () => {
    expect(asked('NotFundException').nearest.map(({ id }) => id)).toContain('call.not-found');
    expect(asked('UNCONFIRMD').nearest[0]?.id).toMatch(/UNCONFIRMED/);
    expect(asked('ErorJoiningMeting').nearest[0]?.id).toBe('join.error-joining');
    expect(asked('zzqqxx').nearest).toEqual([]);
  });

  it('what AWS does not say is said to be unknown', () => {
    expect(asked('ErrorJoiningMeeting').explanations[0]?.notKnown).toMatch(/no cause/);
    expect(asked('NotFoundException', 'UpdateSipMediaApplicationCall').explanations[0]).toMatchObject({
      certainty: 'observed',
      notKnown: expect.stringContaining('documents the error without its causes'),
    });
  });
});

it('hostile text is read in no time', () => {
  const texts = ['('.repeat(100_000), 'Unsupported action '.repeat(20_000), 'A'.repeat(500_000), '{'.repeat(50_000)];
  const askAll = () => {
    for (const text of texts) asked(text);
  };
  expect(cpuMsOf(askAll)).toBeLessThan(2_000);
});

it('a number in brackets among other words is no answer of AWS', () => {
  expect(idsOf('one line\nit took long (404): no\nanother')).toEqual([]);
});

describe('a failure of ours', () => {
  const explained = (text: string) => asked(text).explanations[0];
  it.each([
    ['Error: --meeting-id is not an id: "x".', 'ID_INVALID.form'],
    ['--run-id run-1 is that of a run with another call.', 'RUN_ID_TAKEN.different'],
    ['The call is bridged already: its records show a Connected LEG-B.', 'CALL_BRIDGED.records'],
    ['FILE_EXISTS.output', 'FILE_EXISTS.output'],
  ])('is explained by what it says: %s', (text, id) => expect(explained(text)?.id).toBe(id));

  it('advises what the failure does', () => {
    const failure = failed('RUN_UNDER_WAY.unknown', { runId: 'RUN_ID' });
    expect(explained(failure.message)).toMatchObject({ again: 'look-first', steps: failure.tryThis });
  });

  it('every one can be found by its name, or keeps the code of another', () => {
    const ids = Object.keys(SITUATIONS).filter((id) => id.includes('.') && !id.startsWith('*'));
    expect(ids.filter((id) => explained(id)?.id !== id)).toEqual([]);
  });
});
