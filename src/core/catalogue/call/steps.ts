/** Steps that many entries share. */
export const REHEARSE = 'rehearse the handler: chime-join emulator exec --handler FILE -- chime-join bridge';
export const READ_LOG = "read the call's records: aws logs tail LOG_GROUP --since 15m | chime-join explain --file -";
export const LOOK_FIRST = 'look whether the caller is in the meeting before you run it again';
export const SMA_LOG =
  "read the SMA's message log, where it is switched on: aws logs tail /aws/ChimeSipMediaApplicationSipMessages/SMA_ID --since 15m";

/** What a failed action leaves. */
export const REST_DROPPED =
  'The call did not join. The rest of the action list is dropped; what the call does next, the handler decides.';
