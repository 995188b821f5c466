import type { Members } from './member-check.js';
import { guide } from './sources.js';
import { guid, integer, list, object, oneOf, pattern, text, type ValueCheck } from './value-check.js';

/** A number, and no text: handlers compare it. */
const sequence: ValueCheck = {
  limit: 'a whole number, at least 1',
  problem(value) {
    if (typeof value === 'string') return 'it is a text, not a number';
    return integer(1).problem(value);
  },
};

const LEG_STATUS = oneOf('Connected', 'Disconnected');

/** What every event has (developer guide, "Understanding telephony events"). */
export const EVENT: Members = {
  SchemaVersion: { check: oneOf('1.0'), required: true },
  Sequence: { check: sequence, required: true },
  InvocationEventType: { check: text(), required: true, aliases: ['InvocationEvent'] },
  ActionData: { check: object },
  CallDetails: { check: object, required: true },
};

/** One leg. Status is absent from some real events; SipHeaders are there where the call has any. */
const PARTICIPANT: Members = {
  CallId: { check: guid, required: true, source: guide('case-1') },
  ParticipantTag: { check: oneOf('LEG-A', 'LEG-B'), required: true },
  To: { check: text(), required: true },
  From: { check: text(), required: true },
  Direction: { check: oneOf('Inbound', 'Outbound'), required: true },
  StartTimeInMilliseconds: { check: pattern(/^\d+$/, 'milliseconds since 1970, as a text'), required: true },
  Status: { check: LEG_STATUS },
  SipHeaders: { check: object },
};

export const CALL_DETAILS: Members = {
  TransactionId: { check: guid, required: true, source: guide('case-1') },
  AwsAccountId: { check: pattern(/^\d{12}$/, '12 digits'), required: true, certainty: 'assumed', severity: 'warning' },
  AwsRegion: { check: text(), required: true },
  SipRuleId: { check: guid, certainty: 'assumed', severity: 'warning' },
  SipMediaApplicationId: { check: guid, required: true, aliases: ['SipApplicationId'] },
  Participants: { check: list(1), required: true, members: PARTICIPANT },
};
