import { operationOf } from '../catalogue/operations.js';
import { askedCases, type ParityRequest } from './request.js';

/** What will be sent, what it changes and what it costs, before anything is sent. */
export function announcement(request: ParityRequest): string {
  const { region, meetingsRegion, transactionId } = request;
  const cases = askedCases(request);
  const permissions = [
    ...new Set(
      cases
        .filter(({ operation }) => operation !== 'NoSuchOperation')
        .map(({ operation }) => operationOf(operation).permission),
    ),
  ];
  const where = region === meetingsRegion ? region : `${region}, meetings in ${meetingsRegion}`;
  return [
    `emulator parity sends about ${cases.length} requests to the AWS account (${where}) and to an emulator on this machine:`,
    '- makes one meeting, adds and removes attendees in it, and ends it; it touches no other meeting',
    '- reads; many requests are wrong on purpose, and AWS should refuse them (a meeting made by one is ended too)',
    ...updates(transactionId),
    '- nobody connects to the meeting, so there are no attendee minutes to pay; each request counts in your quotas: AWS is sent at most',
    '  2 a second (an endpoint on this machine as many as it answers)',
    `- it needs the permissions ${permissions.join(', ')}; what is denied is not compared`,
  ].join('\n');
}

function updates(transactionId: string | null): string[] {
  if (transactionId === null) return ['- sends no update: no live call is named'];
  return [
    `- sends ONE update to the live call ${transactionId}: its handler is invoked with CALL_UPDATE_REQUESTED and the argument`,
    '  ChimeJoinParity, and may do to the call whatever it does with an update that it does not know; one Lambda invocation is billed',
    '- sends three more updates that name a call that does not exist',
  ];
}
