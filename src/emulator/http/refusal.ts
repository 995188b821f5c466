/** The three services of the embedded AWS. */
export type Service = 'meetings' | 'voice' | 'logs';

/**
 * An AWS operation refused with one of AWS's exceptions. Thrown by operations; the HTTP face spells it as the service
 * does. Of what the client sent its message repeats ids and names at most.
 */
export class Refusal extends Error {
  constructor(
    /** AWS's name of it, such as `NotFoundException`. */
    readonly code: string,
    message: string,
    /** The HTTP status; without it the one in EXCEPTIONS. */
    readonly status?: number,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** Each service's exceptions and their HTTP status (botocore service models, and the refusals common to all of AWS). */
export const EXCEPTIONS: Record<Service, Record<string, number>> = {
  meetings: {
    BadRequestException: 400,
    ValidationException: 400,
    TooManyTagsException: 400,
    LimitExceededException: 400,
    UnauthorizedException: 401,
    ForbiddenException: 403,
    AccessDeniedException: 403,
    NotFoundException: 404,
    ResourceNotFoundException: 404,
    ConflictException: 409,
    UnprocessableEntityException: 422,
    ThrottlingException: 429,
    ServiceFailureException: 500,
    ServiceUnavailableException: 503,
  },
  voice: {
    BadRequestException: 400,
    ResourceLimitExceededException: 400,
    UnauthorizedClientException: 401,
    ForbiddenException: 403,
    AccessDeniedException: 403,
    NotFoundException: 404,
    ConflictException: 409,
    GoneException: 410,
    UnprocessableEntityException: 422,
    ThrottledClientException: 429,
    ServiceFailureException: 500,
    ServiceUnavailableException: 503,
  },
  logs: {
    InvalidParameterException: 400,
    ResourceNotFoundException: 400,
    ResourceAlreadyExistsException: 400,
    AccessDeniedException: 400,
    ThrottlingException: 400,
    SerializationException: 400,
    InternalFailure: 500,
    ServiceUnavailableException: 503,
  },
};

interface Spelling {
  badInput: string;
  unreadable: string;
  throttled: string;
  throttledMessage: string;
}

/** What each service calls bad input, and a client that asks too often. */
export const SPELLING: Record<Service, Spelling> = {
  meetings: {
    badInput: 'BadRequestException',
    unreadable: 'BadRequestException',
    throttled: 'ThrottlingException',
    throttledMessage: 'Rate exceeded',
  },
  voice: {
    badInput: 'BadRequestException',
    unreadable: 'BadRequestException',
    throttled: 'ThrottledClientException',
    // Observed (github.com/q4mobile/serverless-artillery).
    throttledMessage: 'Service received too many requests',
  },
  logs: {
    badInput: 'InvalidParameterException',
    unreadable: 'SerializationException',
    throttled: 'ThrottlingException',
    throttledMessage: 'Rate exceeded',
  },
};

/** The HTTP status of a refusal. */
export function statusOf(service: Service, refusal: Refusal): number {
  return refusal.status ?? EXCEPTIONS[service][refusal.code] ?? 400;
}

/** The exception a service answers with this status, for a fault that names only the status. */
export function exceptionFor(service: Service, status: number): string {
  const named = Object.entries(EXCEPTIONS[service]).find(([, each]) => each === status)?.[0];
  return named ?? (status >= 500 ? 'ServiceUnavailableException' : SPELLING[service].badInput);
}
