import { logging } from './hold.mjs';

/** A handler whose error repeats what it was sent, as many do. */
export const handler = logging((event) => {
  const { JoinToken } = event.ActionData.Parameters.Arguments;
  throw new TypeError(`cannot join with ${JoinToken}, that is ${encodeURIComponent(JoinToken)}`);
});
