/**
 * For a handler that you have: what it answers to CALL_UPDATE_REQUESTED so that `chime-join bridge` can join the call.
 * No dependencies; in CommonJS leave the word `export` out.
 *
 *   export const handler = async (event) => {
 *     console.log(JSON.stringify(event)); // the proof that the call joined; mask the join tokens in it
 *     const joined = joinOnUpdate(event);
 *     if (joined !== undefined) return joined;
 *     // what your handler does with every other event
 *   };
 *
 * Gives the response that joins LEG-A to the meeting, or undefined where the event is not for it: another event, arguments
 * of another convention, or a call that cannot be joined. It never throws.
 * @param {any} event
 */
export function joinOnUpdate(event) {
  if (event?.InvocationEventType !== 'CALL_UPDATE_REQUESTED') return undefined;
  const asked = joinIn(event.ActionData?.Parameters?.Arguments ?? {});
  /** @type {any[]} */
  const legs = event.CallDetails?.Participants ?? [];
  const phone = legs.find((leg) => leg.ParticipantTag === 'LEG-A');
  const bridged = legs.some((leg) => leg.ParticipantTag === 'LEG-B' && leg.Status !== 'Disconnected');
  if (!asked?.JoinToken || !asked.MeetingId || phone === undefined || bridged) return undefined;
  // The leg comes from the event: whoever sent the update may have an old or a foreign CallId.
  const Parameters = { JoinToken: asked.JoinToken, MeetingId: asked.MeetingId, CallId: phone.CallId };
  return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters }] };
}

/** The conventions of `bridge --arguments`: standard, join_meeting, snake_case, action_json. @param {any} args */
function joinIn(args) {
  if (args.JoinToken) return args;
  if (args.action === 'join_meeting') return { JoinToken: args.joinToken, MeetingId: args.meetingId };
  if (args.join_token) return { JoinToken: args.join_token, MeetingId: args.meeting_id };
  try {
    const action = JSON.parse(args.Action ?? 'null');
    return action?.Type === 'JoinChimeMeeting' ? action.Parameters : undefined;
  } catch {
    return undefined;
  }
}
