import type { ParityCase } from '../case.js';
import { APPLICATIONS, voice } from './asked.js';

/** The SIP media applications, which are read alone. */
export const VOICE: readonly ParityCase[] = [
  voice('list-applications', 'ListSipMediaApplications', "the account's SIP media applications", {
    method: 'GET',
    path: APPLICATIONS,
    query: { 'max-results': '1' },
    ofAccount: true,
    mayLack: ['NextToken'],
  }),
  voice('list-applications-none', 'ListSipMediaApplications', 'none of them a page', {
    method: 'GET',
    path: APPLICATIONS,
    query: { 'max-results': '0' },
  }),
  voice('list-applications-bad-token', 'ListSipMediaApplications', 'a NextToken that was never given', {
    method: 'GET',
    path: APPLICATIONS,
    query: { 'next-token': '{Run}' },
  }),
  voice('get-application-unknown', 'GetSipMediaApplication', 'one that is not there', {
    method: 'GET',
    path: `${APPLICATIONS}/{UnknownId}`,
  }),
  voice('get-application-not-an-id', 'GetSipMediaApplication', 'an id that is not one', {
    method: 'GET',
    path: `${APPLICATIONS}/none`,
  }),
  voice('get-logging-unknown', 'GetSipMediaApplicationLoggingConfiguration', 'the logging of one that is not there', {
    method: 'GET',
    path: `${APPLICATIONS}/{UnknownId}/logging-configuration`,
  }),
  voice('get-application', 'GetSipMediaApplication', 'the named SIP media application', {
    method: 'GET',
    path: `${APPLICATIONS}/{SipMediaApplicationId}`,
    ofAccount: true,
    learns: {
      FunctionArn: 'SipMediaApplication.Endpoints.0.LambdaArn',
      SipMediaApplicationName: 'SipMediaApplication.Name',
    },
  }),
  voice('get-logging', 'GetSipMediaApplicationLoggingConfiguration', 'its logging', {
    method: 'GET',
    path: `${APPLICATIONS}/{SipMediaApplicationId}/logging-configuration`,
    ofAccount: true,
  }),
];

const CALLS = `${APPLICATIONS}/{SipMediaApplicationId}/calls`;
const NAMED_CALL = `${CALLS}/{TransactionId}`;
/** Only where a live call was named is any update sent. The wrong ones name no call that there is, so they reach none. */
export const CALL: readonly ParityCase[] = [
  updateOfNoCall('update-unknown-call', 'a call that is not there', { ChimeJoinParity: '1' }),
  updateOfNoCall(
    'update-too-many-arguments',
    '21 arguments',
    Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`a${at}`, '1'])),
  ),
  updateOfNoCall('update-argument-not-a-text', 'an argument that is a number', { ChimeJoinParity: 1 }),
  voice('update-call', 'UpdateSipMediaApplicationCall', 'the named live call', {
    method: 'POST',
    path: NAMED_CALL,
    body: { Arguments: { ChimeJoinParity: '1' } },
    effect: 'updates',
  }),
];

function updateOfNoCall(id: string, title: string, values: object): ParityCase {
  const body = { Arguments: values };
  return voice(id, 'UpdateSipMediaApplicationCall', title, {
    method: 'POST',
    path: `${CALLS}/{UnknownId}`,
    body,
    needs: ['TransactionId'],
  });
}
