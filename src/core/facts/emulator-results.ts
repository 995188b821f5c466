/** What `emulator start` prints when it is ready. */
export interface EmulatorReady {
  url: string;
  region: string;
  sipMediaApplicationId: string;
  logGroupName: string;
  /** The log group of Chime's meeting events, null where the emulator writes none. */
  meetingEventsLogGroupName: string | null;
  /** What points the AWS CLI and every AWS SDK at it, and at nothing else. */
  env: Record<string, string>;
}

/** `emulator call`'s result. */
export interface PlacedCallResult {
  transactionId: string;
  callId: string;
  sipMediaApplicationId: string;
}

/** `emulator hangup`'s result. */
export interface HangUpResult {
  transactionId: string;
}

/** `emulator press`'s result. */
export interface PressResult {
  transactionId: string;
  digits: string;
}
