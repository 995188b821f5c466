import { Refusal } from '../http/refusal.js';
import type { CreateMeetingInput } from './input.js';
import type { Meeting } from './meeting.js';

/** What a ClientRequestToken once made. */
interface Made {
  /** The operation and its parameters, to tell a repetition from another request with the same token. */
  request: string;
  meeting: Meeting;
  answer: object;
}

/** Idempotent creation of meetings: the same token with the same parameters makes nothing new. */
export interface RequestTokens {
  /**
   * The first answer again, for as long as the meeting is live; otherwise whatever `make` makes. Throws
   * ConflictException for a token that comes with other parameters.
   */
  once(region: string, operation: string, input: CreateMeetingInput, make: () => Omit<Made, 'request'>): object;
  reset(): void;
}

/** Beyond so many the tokens of ended meetings, which mean nothing any more, are forgotten. */
const MAX_KEPT = 1_000;

function forgetEnded(made: Map<string, Made>): void {
  for (const [key, { meeting }] of made) if (meeting.ended) made.delete(key);
}

export function createRequestTokens(): RequestTokens {
  const made = new Map<string, Made>();
  return {
    once: (region, operation, { ClientRequestToken, ...parameters }, make) => {
      const key = `${region} ${ClientRequestToken}`;
      const request = `${operation} ${canonical(parameters)}`;
      const earlier = made.get(key);
      if (earlier !== undefined && !earlier.meeting.ended) {
        if (earlier.request === request) return earlier.answer;
        throw new Refusal('ConflictException', 'The ClientRequestToken was used for a request with other parameters.');
      }
      if (made.size >= MAX_KEPT) forgetEnded(made);
      const fresh = make();
      made.set(key, { request, ...fresh });
      return fresh.answer;
    },
    reset: () => made.clear(),
  };
}

/** The same text for the same parameters, in whatever order their members came. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
