import type { Destination } from './route.js';

/**
 * How clients name the API they were made for: the SDKs for JavaScript v3 and Java (`api/chime#3.1`), and the AWS CLI
 * (`command/chime.create-meeting`, `md/command#chime.create-meeting`).
 */
const NAMES_THE_OLD_API = /(?:^|\s)(?:api\/chime#|(?:command\/|md\/command#)chime\.)/i;

/** Resources that only the old namespace has, with the path of its endpoint (botocore, chime 2018-05-01). */
const OLD_PATH =
  /^[A-Z]+ \/(?:console|accounts|phone-numbers|phone-number-orders|phone-number-countries|settings|search|meetings\/[^/]+\/dial-outs)(?:\/|$)/;

/** Clients that hold a request against their model before they send it: AWS SDK for JavaScript v2, boto3, the AWS CLI. */
const VALIDATES = /(?:^|\s)(?:aws-sdk-(?:nodejs|js)\/2\.|boto3\/|botocore\/|aws-cli\/)/i;

/** What the new namespace requires of a new meeting and the old one did not. */
const REQUIRED_SINCE = ['"ExternalMeetingId"', '"MediaRegion"'];
const MAKES_A_MEETING = ['CreateMeeting', 'CreateMeetingWithAttendees'];

/**
 * Whether a request is meant for the namespace that has lost its SIP and meeting operations. On loopback it has no host of
 * its own: such a request can be told only where its client names the API, its path is not one of the new services, or a
 * client that validates what it sends leaves out what only the old namespace lets it leave out.
 */
export function isDeadNamespace(destination: Destination, userAgent: string, body: Buffer | 'too-large'): boolean {
  if (destination.service === 'logs') return false;
  if (NAMES_THE_OLD_API.test(userAgent)) return true;
  if ('unknown' in destination) return OLD_PATH.test(destination.unknown);
  if (!('operation' in destination) || !MAKES_A_MEETING.includes(destination.operation)) return false;
  return VALIDATES.test(userAgent) && REQUIRED_SINCE.some((member) => !body.includes(member));
}
