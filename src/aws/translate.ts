import { answerEntry } from '../core/catalogue/aws/answer.js';
import type { Circumstances } from '../core/catalogue/entry.js';
import type { Sighting } from '../core/catalogue/error-mark.js';
import { failed } from '../core/catalogue/failed.js';
import { operationOf, type Subject } from '../core/catalogue/operations.js';
import { openQuestion, worded } from '../core/catalogue/worded.js';
import { type Delivery, Failure } from '../core/failure.js';
import { isRefusal } from './aws-mark.js';
import { presentable } from './mask.js';
import type { ProfileTrouble } from './profile.js';
import { wayOf } from './reporting-agent.js';
import { retryAfter } from './retry-after.js';
import { anatomy, sighting } from './sighting.js';

export type AwsService = 'meetings' | 'voice' | 'logs';

export interface TranslationContext {
  operation: string;
  service: AwsService;
  region: string;
  profile?: string | null;
  /** What is wrong with it, where no credentials were found. */
  trouble?: ProfileTrouble | null;
  /** Texts that AWS may repeat and nobody may see. */
  secrets?: readonly string[];

  // Seen on the wire; absent where the error is all there is.
  sent?: number;
  /** An attempt before the last one may have taken effect. */
  perhaps?: boolean;
  status?: number | null;
  requestId?: string | null;
  retryAfterSeconds?: number | null;
  skewMs?: number | null;
  errorType?: string | null;
  /** The answer bears AWS's mark; absent: as far as the error itself shows. */
  marked?: boolean;
  /** How the body of an answer without that mark begins. */
  page?: string;
}

const ENDPOINTS = {
  meetings: 'the endpoint of Amazon Chime SDK Meetings',
  voice: 'the endpoint of Amazon Chime SDK Voice',
  logs: 'the endpoint of CloudWatch Logs',
} as const;

/** Whatever the SDK threw, as a Failure: what happened, in AWS's words too, and whether the request had an effect. */
export function translate(error: unknown, context: TranslationContext): Failure {
  if (error instanceof Failure) return error;
  const seen = sighting(error, context);
  const { doing, permission, subject, reads = false } = operationOf(context.operation);
  const { $metadata, $response } = anatomy(error);
  const entry = answerEntry(seen, subject);
  const { operation, service, region, profile = null, secrets, sent, requestId } = context;
  const way = wayOf(error);
  // What a proxy itself did, its own entries tell.
  const through = way?.proxy && !seen.code.startsWith('ERR_PROXY_') ? `, through the proxy ${way.proxy},` : '';
  const endpoint = `${ENDPOINTS[service]} in ${region}${through}`;
  const told: Circumstances = {
    operation,
    doing,
    permission,
    subject,
    region,
    endpoint,
    profile,
    proxy: `the proxy ${way?.proxy ?? proxyIn(seen.text) ?? 'of this machine'}`,
    trust: way?.trust ?? null,
    status: seen.status,
    ...openQuestion(reads),
  };
  const details = {
    cause: presentable(inTheirWords(seen), secrets),
    requestId: asText($metadata?.requestId) ?? requestId ?? null,
    attempts: sent ?? asNumber($metadata?.attempts) ?? 0,
    operation,
  };
  if (entry === undefined) {
    const delivery = sent === 0 ? 'not-sent' : 'unknown';
    const { code, message } = failed('INTERNAL.answer', { doing });
    return new Failure(code, message, { ...details, delivery });
  }
  const delivery = overall(entry.delivery, seen, subject, context);
  return new Failure(entry.recognised.failure, worded(entry.meaning, told), {
    ...details,
    tryThis: [...entry.steps(told)],
    retryAfterSeconds: context.retryAfterSeconds ?? retryAfter($response?.headers?.['retry-after']),
    delivery,
  });
}

/**
 * A status that is no refusal outweighs whatever name came with it. A repeat that was refused says nothing of the
 * attempt before it, unless what it was for is not there at all; a meeting that is made is for nothing that was there.
 */
function overall(
  last: Delivery,
  { status }: Sighting,
  subject: Subject,
  { perhaps, sent }: TranslationContext,
): Delivery {
  if (sent === 0) return 'not-sent';
  const noRefusal = status !== 0 && !isRefusal(status);
  const isNotThere = status === 404 && subject !== 'meetings';
  return noRefusal || (perhaps === true && !isNotThere) ? 'unknown' : last;
}

/** `NotFoundException (404): The resource is not found`; of a stranger's page, what it says. */
function inTheirWords({ said, code, status, text, marked, unsent }: Sighting): string {
  if (!marked && !unsent && status !== 0) return `${status}, not from AWS: ${text || 'an empty page'}`;
  const known = [said, code].filter((word) => word !== '' && word !== 'Error');
  const number = status === 0 ? '' : ` (${status})`;
  // The SDK adds a hint for programmers.
  const own = text.split('\n  Deserialization error')[0] ?? '';
  return `${known.join(' ') || 'Error'}${number}${own === '' ? '' : `: ${own}`}`;
}

/** Where credentials were to be fetched, the SDK keeps of an error only its words. */
function proxyIn(text: string): string | undefined {
  return /\[proxy ([^\]]{1,300}\))\]/.exec(text)?.[1];
}

function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
