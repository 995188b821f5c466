import { expect, it } from 'vitest';
import { Call, type Leg } from '../../../src/emulator/sma/call.js';
import { eventOf, hangupOf } from '../../../src/emulator/sma/occurrence.js';

const IDENTITY = {
  AwsAccountId: '111122223333',
  AwsRegion: 'us-east-1',
  SipRuleId: 'the-rule',
  SipMediaApplicationId: 'the-sma',
};

const next = (call: Call, occurrence: Parameters<typeof eventOf>[2] = { type: 'RINGING' }) =>
  eventOf(call, IDENTITY, occurrence, []);

it('the Sequence of a call begins with 1 and grows by one with each event', () => {
  const call = new Call('Inbound');
  const other = new Call('Inbound');
  expect([next(call), next(call), next(other), next(call)].map(({ Sequence }) => Sequence)).toEqual([1, 2, 1, 3]);
});

it('the events of an inbound call alone hold a SipRuleId', () => {
  expect(next(new Call('Inbound')).CallDetails).toMatchObject(IDENTITY);
  const { SipRuleId: _own, ...others } = IDENTITY;
  const outbound = next(new Call('Outbound')).CallDetails;
  expect(outbound).toMatchObject(others);
  expect(outbound).not.toHaveProperty('SipRuleId');
});

it('the attributes of a call stand in its events while it has any', () => {
  const call = new Call('Inbound');
  expect(next(call).CallDetails).not.toHaveProperty('TransactionAttributes');
  call.attributes = { step: '1' };
  expect(next(call).CallDetails.TransactionAttributes).toEqual({ step: '1' });
});

it('an event about nothing has no ActionData', () => {
  expect(next(new Call('Inbound'))).not.toHaveProperty('ActionData');
  const data = { Type: 'Pause', Parameters: { DurationInMilliseconds: '100' } };
  expect(next(new Call('Inbound'), { type: 'ACTION_SUCCESSFUL', data }).ActionData).toEqual(data);
});

it('INVALID_LAMBDA_RESPONSE has its error at the top level, other events have none', () => {
  const failure = { errorType: 'BlankResponse', message: 'Response is blank or empty' };
  const event = next(new Call('Inbound'), { type: 'INVALID_LAMBDA_RESPONSE', failure });
  expect(event).toMatchObject({ ErrorType: 'BlankResponse', ErrorMessage: 'Response is blank or empty' });
  expect(event).not.toHaveProperty('ActionData');
  expect(next(new Call('Inbound'))).not.toHaveProperty('ErrorType');
});

it('a HANGUP names the leg by both its names, and the code as a number', () => {
  const leg = { callId: 'the-leg', tag: 'LEG-B' } as Leg;
  expect(hangupOf(leg, 486)).toEqual({
    Type: 'Hangup',
    Parameters: { SipResponseCode: 486, CallId: 'the-leg', ParticipantTag: 'LEG-B' },
  });
});
