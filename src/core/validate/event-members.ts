import type { Members } from '../facts/actions/action-facts.js';
import { guid, list, matching, object, oneOf, plainInteger, text } from '../facts/value-form.js';
import { guide } from './sources.js';

const LEG_STATUS = oneOf('Connected', 'Disconnected');

/** What every event has (developer guide, "Understanding telephony events"). */
export const EVENT: Members = {
  SchemaVersion: { form: oneOf('1.0'), required: true },
  // A number, and not a text: handlers compare it.
  Sequence: { form: plainInteger(1), required: true },
  InvocationEventType: { form: text(), required: true, aliases: ['InvocationEvent'] },
  ActionData: { form: object },
  CallDetails: { form: object, required: true },
};

/** One leg. Status is absent from some real events; SipHeaders are there where the call has any. */
const PARTICIPANT: Members = {
  CallId: { form: guid, required: true, source: guide('case-1') },
  ParticipantTag: { form: oneOf('LEG-A', 'LEG-B'), required: true },
  To: { form: text(), required: true },
  From: { form: text(), required: true },
  Direction: { form: oneOf('Inbound', 'Outbound'), required: true },
  StartTimeInMilliseconds: { form: matching(/^\d+$/, 'milliseconds since 1970, as a text'), required: true },
  Status: { form: LEG_STATUS },
  SipHeaders: { form: object },
};

export const CALL_DETAILS: Members = {
  TransactionId: { form: guid, required: true, source: guide('case-1') },
  AwsAccountId: { form: matching(/^\d{12}$/, '12 digits'), required: true, certainty: 'assumed', severity: 'warning' },
  AwsRegion: { form: text(), required: true },
  SipRuleId: { form: guid, certainty: 'assumed', severity: 'warning' },
  SipMediaApplicationId: { form: guid, required: true, aliases: ['SipApplicationId'] },
  Participants: { form: list(1), required: true, members: PARTICIPANT },
};
