/**
 * A handler for an Amazon Chime SDK SIP media application: it holds the caller and, when UpdateSipMediaApplicationCall
 * brings a join token, returns the JoinChimeMeeting action. One file, no dependencies: deploy it as it is
 * (Node.js 20 or later, handler `sma-handler.handler`), or take from it what your own function lacks.
 *
 * It writes every event and every answer to its log as one line of JSON, join tokens masked. That is not decoration:
 * the API answers 202 before anything has happened, so these lines are the proof of what the call really did.
 */

/**
 * Pause is documented as interruptible, so an update joins at once; a Speak might have to finish first. It also answers
 * the call. Put a PlayAudio with your music here if the caller should hear something.
 */
const HOLD_MS = 30_000;

/**
 * How often the hold is renewed after the meeting has ended. The caller has nothing to hear then, and the line costs
 * money: one minute is enough to bridge the caller into another meeting, after that the handler hangs up.
 */
const HOLDS_AFTER_MEETING = 2;

/** The number AWS gives the meeting's leg. */
const MEETING_NUMBER = '+17035550122';

/**
 * What an operator's update may look like: the action that the arguments ask for, or undefined where they follow
 * another convention.
 * @type {Record<string, (args: Record<string, string>) => {JoinToken?: unknown, MeetingId?: unknown} | undefined>}
 */
const CONVENTIONS = {
  standard: ({ JoinToken, MeetingId }) => (JoinToken === undefined ? undefined : { JoinToken, MeetingId }),
  join_meeting: ({ action, joinToken, meetingId }) =>
    action === 'join_meeting' ? { JoinToken: joinToken, MeetingId: meetingId } : undefined,
  snake_case: ({ join_token, meeting_id }) =>
    join_token === undefined ? undefined : { JoinToken: join_token, MeetingId: meeting_id },
  action_json: ({ Action }) => (Action === undefined ? undefined : joinActionIn(Action)),
};

/** What to answer, by the kind of event; any other event leaves the call as it is.
 * @type {Record<string, (event: Event) => Response>} */
const ANSWERS = {
  NEW_INBOUND_CALL: hold,
  CALL_ANSWERED: hold,
  CALL_UPDATE_REQUESTED: join,
  ACTION_SUCCESSFUL: goOn,
  ACTION_FAILED: recover,
  INVALID_LAMBDA_RESPONSE: recover,
  HANGUP: afterHangup,
};

/** @param {Event} event */
export const handler = async (event) => {
  log('event', event);
  const response = answer(event);
  // With the call's id beside it, so that a search for the call finds the answer too.
  log('response', { ...response, TransactionId: event?.CallDetails?.TransactionId, Sequence: event?.Sequence });
  return response;
};

/** Never throws: an error here would end the call with 480. @param {Event} event @returns {Response} */
function answer(event) {
  try {
    const kind = Object.hasOwn(ANSWERS, event.InvocationEventType) ? ANSWERS[event.InvocationEventType] : undefined;
    return kind?.(event) ?? unchanged();
  } catch (error) {
    return because(event, error instanceof Error ? error.message : String(error));
  }
}

/** No Actions: the present ones go on. An empty list would end them. @returns {Response} */
function unchanged() {
  return { SchemaVersion: '1.0' };
}

/** @returns {Response} */
function hold() {
  return {
    SchemaVersion: '1.0',
    Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: String(HOLD_MS) } }],
  };
}

/** @param {Event} event @returns {Response} */
function join(event) {
  const legA = event.CallDetails.Participants.find((leg) => leg.ParticipantTag === 'LEG-A');
  if (legA === undefined) return because(event, 'the call has no LEG-A');
  if (isBridged(event))
    return because(event, 'the call is bridged already, and JoinChimeMeeting cannot run on a bridged call');
  const args = event.ActionData?.Parameters?.Arguments ?? {};
  for (const [name, read] of Object.entries(CONVENTIONS)) {
    const asked = read(args);
    if (asked === undefined) continue;
    const { JoinToken, MeetingId } = asked;
    if (!isText(JoinToken)) return because(event, `the ${name} arguments hold no join token`);
    if (!isText(MeetingId))
      return because(event, `the ${name} arguments hold no meeting id, which JoinChimeMeeting needs`);
    // The leg comes from the event: whoever sent the update may have an old or a foreign CallId.
    const Parameters = { JoinToken, CallId: legA.CallId, MeetingId };
    return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters }] };
  }
  return because(event, `no convention knows these arguments: ${Object.keys(args).join(', ') || 'none'}`);
}

/** @param {Event} event @returns {Response} */
function goOn(event) {
  const type = event.ActionData?.Type;
  // Joined: forget the countdown of an earlier meeting.
  if (type === 'JoinChimeMeeting') return { SchemaVersion: '1.0', TransactionAttributes: {} };
  if (type !== 'Pause' || isBridged(event)) return unchanged();
  const left = event.CallDetails.TransactionAttributes?.holdsLeft;
  return left === undefined ? hold() : holdAfterMeeting(Number(left) - 1);
}

/** A failed join is no reason to lose the caller. @param {Event} event @returns {Response} */
function recover(event) {
  // A Pause that fails would fail again, without end.
  if (isBridged(event) || event.ActionData?.Type === 'Pause') return unchanged();
  return hold();
}

/** @param {Event} event @returns {Response} */
function afterHangup(event) {
  const callerThere = event.CallDetails.Participants.some((leg) => leg.ParticipantTag === 'LEG-A' && isLive(leg));
  const gone = event.ActionData?.Parameters?.ParticipantTag;
  return callerThere && gone !== 'LEG-A' ? holdAfterMeeting(HOLDS_AFTER_MEETING) : unchanged();
}

/** @param {number} left @returns {Response} */
function holdAfterMeeting(left) {
  if (left > 0) return { ...hold(), TransactionAttributes: { holdsLeft: String(left) } };
  return {
    SchemaVersion: '1.0',
    Actions: [{ Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A', SipResponseCode: '0' } }],
  };
}

/** @param {Event} event @param {string} reason */
function because(event, reason) {
  console.log(`transaction ${event?.CallDetails?.TransactionId}: left the call as it is: ${reason}`);
  return unchanged();
}

/** @param {Event} event */
function isBridged(event) {
  return event.CallDetails.Participants.some((leg) => {
    const second = leg.ParticipantTag === 'LEG-B' || leg.To === MEETING_NUMBER || leg.From === MEETING_NUMBER;
    return second && isLive(leg);
  });
}

/** AWS may leave Status out. @param {Leg} leg */
function isLive(leg) {
  return leg.Status !== 'Disconnected';
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === 'string' && value !== '';
}

/** The parameters of a JoinChimeMeeting action given as JSON; no other action is run on a stranger's word.
 * @param {string} json @returns {{JoinToken?: unknown, MeetingId?: unknown}} */
function joinActionIn(json) {
  /** @type {Action} */
  let action;
  try {
    action = JSON.parse(json);
  } catch {
    throw new Error('the argument Action is not JSON');
  }
  if (action?.Type !== 'JoinChimeMeeting') throw new Error('the argument Action is not a JoinChimeMeeting action');
  return action.Parameters ?? {};
}

/** @param {string} what @param {unknown} value */
function log(what, value) {
  try {
    console.log(masked(value));
  } catch {
    console.log(`the ${what} could not be logged`);
  }
}

/** One line of JSON without any join token: a token lets whoever has it into the meeting. @param {unknown} value */
function masked(value) {
  /** @type {Set<string>} */
  const tokens = new Set();
  const text = JSON.stringify(value, (key, inner) => maskedMember(key, inner, tokens)) ?? 'null';
  // The same token may stand under another name as well.
  return [...tokens].reduce((line, token) => line.replaceAll(JSON.stringify(token).slice(1, -1), '***'), text);
}

/** @param {string} key @param {unknown} value @param {Set<string>} tokens */
function maskedMember(key, value, tokens) {
  if (typeof value !== 'string') return value;
  if (/token/i.test(key)) {
    if (value.length >= 8) tokens.add(value);
    return '***';
  }
  return /token/i.test(value) ? maskedText(value, tokens) : value;
}

/** Text that speaks of a token: an action as JSON is masked inside, anything else as a whole.
 * @param {string} text @param {Set<string>} tokens */
function maskedText(text, tokens) {
  try {
    return JSON.stringify(JSON.parse(text), (key, inner) => maskedMember(key, inner, tokens));
  } catch {
    return '***';
  }
}

/**
 * What AWS sends and takes, as far as this handler looks at it.
 * @typedef {{CallId: string, ParticipantTag: string, To: string, From: string, Status?: string}} Leg
 * @typedef {{Type: string, Parameters?: Record<string, unknown>}} Action
 * @typedef {{SchemaVersion: '1.0', Actions?: Action[], TransactionAttributes?: Record<string, string>}} Response
 * @typedef {{Arguments?: Record<string, string>, ParticipantTag?: string}} RequestParameters
 * @typedef {object} Event
 * @property {string} InvocationEventType
 * @property {number} Sequence
 * @property {{Type: string, Parameters?: RequestParameters}} [ActionData]
 * @property {{TransactionId: string, TransactionAttributes?: Record<string, string>, Participants: Leg[]}} CallDetails
 */
