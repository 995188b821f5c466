import type { Applications, Calls } from './calls.js';
import type { Attendees, Meetings } from './meetings.js';
import type { Records } from './records.js';

/** Everything the core asks of AWS. */
export interface Aws {
  meetings: Meetings;
  attendees: Attendees;
  calls: Calls;
  applications: Applications;
  records: Records;
}

/** Which AWS, and as whom; `input` resolves it, `aws` opens it. Null: the SDK's own chain decides. */
export interface AwsSettings {
  /** The SMA's region. */
  region: string;
  meetingsRegion: string;
  profile: string | null;
  endpointUrl: string | null;
}

/** One request on the wire, for `--debug` and the timing of a run. Never holds a body or a secret. */
export interface WireTrace {
  operation: string;
  attempts: number;
  durationMs: number;
  status: number | null;
  requestId: string | null;
}
