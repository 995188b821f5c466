import type { ParityService, RawRequest, Signing } from './ports.js';

/** The values a request may name. */
export type FactName =
  | 'Run'
  | 'UnknownId'
  | 'RequestToken'
  | 'MeetingsRegion'
  | 'OtherMeetingsRegion'
  | 'SipMediaApplicationId'
  | 'SipMediaApplicationName'
  | 'FunctionArn'
  | 'FunctionName'
  | 'LogGroup'
  | 'TransactionId'
  | 'MeetingId'
  | 'AttendeeId'
  | 'JoinToken';

export type Facts = Partial<Readonly<Record<FactName, string>>>;

export interface ParityCase {
  /** Stable: the rules of the emulator and reports name it. */
  id: string;
  /** What is asked, for people. */
  title: string;
  service: ParityService;
  operation: string;
  method: RawRequest['method'];
  path: string;
  query?: Readonly<Record<string, string>>;
  /** JSON; a text is sent as it is. */
  body?: object | string;
  signing?: Signing;
  /** Values without which it is not asked, though it does not name them. */
  needs?: readonly FactName[];
  /** Cases that must have been accepted before: what it is answered would else follow from them. */
  after?: readonly string[];
  /** Where it goes, if not to the side's own region. */
  region?: string;
  /** Where in the answer a value stands that later cases name. */
  learns?: Readonly<Partial<Record<FactName, string>>>;
  /** It answers with what the account has: only the forms of that are compared, and an empty list says nothing. */
  ofAccount?: true;
  /** Members that may come or go by AWS's own model. */
  mayLack?: readonly string[];
  /** `creates`: a meeting, if it is accepted. `updates`: it reaches the live call, and is never sent twice. */
  effect?: 'creates' | 'updates';
}

/** Each meeting that a case asks for bears this name, by which it is known to be this run's. */
export const EXTERNAL_ID = 'chime-join-parity-{Run}';
