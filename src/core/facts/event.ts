/** What an SMA invokes its handler with, as AWS documents it (developer guide, "About using PSTN audio call events"). */

export const EVENT_TYPES = [
  'NEW_INBOUND_CALL',
  'NEW_OUTBOUND_CALL',
  'RINGING',
  'CALL_ANSWERED',
  'ACTION_SUCCESSFUL',
  'ACTION_FAILED',
  'ACTION_INTERRUPTED',
  'CALL_UPDATE_REQUESTED',
  'DIGITS_RECEIVED',
  'HANGUP',
  'INVALID_LAMBDA_RESPONSE',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** One leg of a call as CallDetails lists it. Status may be absent (a captured NEW_INBOUND_CALL has none). */
export interface Participant {
  CallId: string;
  ParticipantTag: 'LEG-A' | 'LEG-B' | (string & {});
  To: string;
  From: string;
  Direction: 'Inbound' | 'Outbound';
  /** Milliseconds since the epoch, as a string. */
  StartTimeInMilliseconds: string;
  Status?: 'Connected' | 'Disconnected' | (string & {});
  SipHeaders?: Record<string, string>;
}

export interface CallDetails {
  TransactionId: string;
  TransactionAttributes?: Record<string, string>;
  AwsAccountId: string;
  AwsRegion: string;
  /** Only on inbound calls. */
  SipRuleId?: string;
  SipMediaApplicationId: string;
  Participants: Participant[];
}

/** The action or request the event is about; failures carry AWS's words in one of several documented places. */
export interface ActionData {
  Type: string;
  Parameters?: Record<string, unknown>;
  ErrorType?: string;
  ErrorMessage?: string;
  /** The pages of JoinChimeMeeting and StartCallRecording show the failure as one string, "Code: text". */
  Error?: string;
  /** Of the actions that collect digits, and of DIGITS_RECEIVED. */
  ReceivedDigits?: string;
  /** StartBotConversation has the leg's CallId here too. */
  CallId?: string;
  /** StartBotConversation: what the bot understood. */
  IntentResult?: Record<string, unknown>;
  /** StartCallRecording: where the recording will be. */
  CallRecordingDestination?: { Type: string; Location: string };
  /** RecordAudio: where the recording is, and the key that ended it. */
  RecordingDestination?: { Type: string; BucketName: string; Key: string };
  RecordingTerminatorUsed?: string;
}

export interface InvocationEvent {
  SchemaVersion: '1.0';
  /** Grows by one with each invocation for the same call. */
  Sequence: number;
  InvocationEventType: EventType;
  ActionData?: ActionData;
  CallDetails: CallDetails;
  /** INVALID_LAMBDA_RESPONSE carries its failure at the top level. */
  ErrorType?: string;
  ErrorMessage?: string;
}

/** What a handler answers. Actions absent or null keeps the call's present actions, an empty list replaces them. */
export interface HandlerResponse {
  SchemaVersion: '1.0';
  Actions?: HandlerAction[] | null;
  TransactionAttributes?: Record<string, string> | null;
}

export interface HandlerAction {
  Type: string;
  Parameters?: Record<string, unknown>;
}
