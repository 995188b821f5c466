import { isMeetingsRegion, isVoiceRegion } from '../../core/facts/regions.js';
import { credentialScope } from './caller.js';
import { isDeadNamespace } from './dead-namespace.js';
import type { Target } from './input.js';
import { Refusal, type Service, SPELLING } from './refusal.js';
import type { Destination } from './route.js';

/** Regions in which the services have an endpoint at all; elsewhere AWS has no host of that name to ask. */
const HAS_ENDPOINT: Record<Service, (region: string) => boolean> = {
  meetings: isMeetingsRegion,
  voice: isVoiceRegion,
  logs: () => true,
};

/** The name that each service's requests are signed for (botocore, signingName). */
const SIGNED_FOR: Record<Service, string> = { meetings: 'chime', voice: 'chime', logs: 'logs' };

/** What is answered to a request for which there is no operation. */
export const UNKNOWN_OPERATION = 'UnknownOperationException';

/** A request that may go on to its operation. */
export interface Admitted {
  target: Target;
  body: Buffer;
  /** The region it was signed for. */
  region: string;
}

/** What a request says of who sent it. */
export interface Claims {
  authorization: string | undefined;
  userAgent: string | undefined;
  /** The account that the credentials are of. */
  accountId: string;
}

/** Lets a request in, or says why it does not even get to its operation. */
export function admit(
  destination: Destination,
  body: Buffer | 'too-large',
  { authorization, userAgent, accountId }: Claims,
): Admitted | Refusal {
  const { service } = destination;
  const forbidden = service === 'logs' ? 400 : 403;
  const signed = credentialScope(authorization);
  if (isDeadNamespace(destination, userAgent ?? '', body)) {
    const message = `Account Id ${accountId} is not authorized to call deprecated Amazon Chime SDK API on the "chime" endpoint, use one of the "*-chime*" endpoints instead.`;
    return new Refusal('ForbiddenException', message, 403);
  }
  // First of all, so that whoever wanders off learns why, signed or not.
  if ('unknown' in destination) {
    return new Refusal(UNKNOWN_OPERATION, 'The embedded AWS does not have this operation.', 404);
  }
  if (signed === 'unsigned') {
    return new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  if (signed === 'incomplete') {
    const message = 'The Authorization header does not name a key, a date, a Region and a service.';
    return new Refusal('IncompleteSignatureException', message, forbidden);
  }
  if (signed.service !== SIGNED_FOR[service]) {
    const message = `Credential should be scoped to correct service: '${SIGNED_FOR[service]}'. `;
    return new Refusal('InvalidSignatureException', message, forbidden);
  }
  if (!HAS_ENDPOINT[service](signed.region)) {
    const message = `Credential should be scoped to a valid region, not '${signed.region}'. `;
    return new Refusal('InvalidSignatureException', message, forbidden);
  }
  if ('malformed' in destination) return new Refusal(SPELLING[service].unreadable, destination.malformed);
  if (body === 'too-large') return new Refusal('RequestEntityTooLargeException', 'The request is too large.', 413);
  return { target: destination, body, region: signed.region };
}
