import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';

export type ParityService = 'meetings' | 'voice' | 'logs';

/** How a request is signed: as its service asks for, not at all, or for another service or region than it goes to. */
export type Signing = 'own' | 'none' | { service?: string; region?: string };

/** One HTTP request as it goes out, so that what no SDK would send can be asked too. */
export interface RawRequest {
  service: ParityService;
  /** Where it goes; null: the region of the side that is asked. */
  region: string | null;
  /** AWS's name of it. CloudWatch Logs finds the operation by it, the other two by method, path and query. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Percent-encoded, without its query. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** Null: none. */
  body: string | null;
  signing: Signing;
}

/** What was answered, bounded in size: hostile until it is redacted. */
export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** One AWS, asked request by request. Each is sent once. */
export interface Exchange {
  /** Throws a Failure where nothing was answered; its `delivery` says what is known of the request. */
  send(request: RawRequest, signal: AbortSignal): Promise<RawAnswer>;
}

/** What a parity run reaches the world through. */
export interface ParityPorts extends Pick<Aws, 'meetings' | 'attendees'> {
  account: Exchange;
  /** The embedded emulator. */
  emulator: Exchange;
  clock: Clock;
}
