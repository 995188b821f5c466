import { lookFirst } from '../../advice.js';

/** Steps that many entries share. */
export const REHEARSE = 'rehearse the handler: chime-join emulator exec --handler FILE -- chime-join bridge';
export const CHECK_HANDLER = 'see what the handler does with an update: chime-join handler check FILE';
/** Only reads, and what it reads is explained at once. */
export const READ_LOG = "read the call's records: aws logs tail LOG_GROUP --since 15m | chime-join explain --file -";
/** Reads alone, whenever it is asked for. */
export const CHECK_RUN = 'look again what became of the run: chime-join runs check RUN_ID';
/** Removes with --yes alone, and only what can hurt nobody by going. */
export const CLEAN_UP = 'see what the run left in place, and what may be removed: chime-join runs cleanup RUN_ID';
export const LOOK_FIRST = lookFirst('whether the caller is in the meeting');
export const SMA_LOG =
  "read the SMA's message log, if it is switched on: aws logs tail /aws/ChimeSipMediaApplicationSipMessages/SMA_ID --since 15m";

/** LEG-B may be the caller's seat in the right meeting, so nothing advises to hang it up. */
export const LEAVE_LEG_B = 'leave LEG-B alone until you know who is on it';
export const LOOK_WHERE = `look whether an earlier run brought it there: chime-join runs list; ${LEAVE_LEG_B}`;

/** What a failed action leaves. */
export const REST_DROPPED =
  'The call did not join. The rest of the action list is dropped; what the call does next, the handler decides.';

/** As a shell takes it. */
export function groupName(group: string): string {
  return /^[\w./#-]+$/.test(group) ? group : `'${group.replaceAll("'", '')}'`;
}
