/** What a handler of this plan answers: the way from an event to the text that it gives back. */
import type { HandlerAction, HandlerResponse, InvocationEvent } from '../../../src/core/facts/event.js';
import type { Acts } from './handler.js';

export interface OwnMeeting {
  joinToken: string;
  meetingId: string;
}

/** Thrown where the plan says that the handler throws. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError';
}

const pause = (ms: number): HandlerAction => ({
  Type: 'Pause',
  Parameters: { DurationInMilliseconds: String(ms) },
});
const HANG_UP: HandlerAction = { Type: 'Hangup', Parameters: { SipResponseCode: '0', ParticipantTag: 'LEG-A' } };
const LEAVE: HandlerAction = { Type: 'Hangup', Parameters: { SipResponseCode: '0', ParticipantTag: 'LEG-B' } };
const CALL_AGENT: HandlerAction = {
  Type: 'CallAndBridge',
  Parameters: {
    CallTimeoutSeconds: 30,
    CallerIdNumber: '+12065550111',
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }],
  },
};
const RETRY_PROMPT_MS = 1_000;

type Kept = Record<string, string>;

/** What a handler knows beside its event: a meeting of its own, and the last update, from a table. */
export interface Known {
  own: OwnMeeting;
  lastUpdate: Record<string, string> | null;
}

/** What it keeps of a call between two events stands in TransactionAttributes, as Lambda's sandboxes come and go. */
export function answerTo(acts: Acts, event: InvocationEvent, { own, lastUpdate }: Known): HandlerResponse {
  const kept = event.CallDetails.TransactionAttributes ?? {};
  const legB = event.CallDetails.Participants.find((one) => one.ParticipantTag === 'LEG-B');
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return list([pause(acts.hold.ms)]);
    case 'CALL_UPDATE_REQUESTED':
      return legB?.Status === 'Connected'
        ? onBridged(acts, argumentsOf(event))
        : onUpdate(acts, argumentsOf(event), own);
    case 'ACTION_SUCCESSFUL':
      return afterSuccess(acts, event, kept, own);
    case 'ACTION_FAILED':
      return event.ActionData?.Type === 'JoinChimeMeeting' ? afterFailure(acts, kept) : nothing(acts);
    case 'INVALID_LAMBDA_RESPONSE':
      return acts.unusable?.mends === true && lastUpdate !== null ? list([join(keptOf(lastUpdate))]) : nothing(acts);
    case 'HANGUP':
      return event.ActionData?.Parameters?.['ParticipantTag'] === 'LEG-B' && acts.hold.renews
        ? list([pause(acts.hold.ms)])
        : nothing(acts);
    default:
      return nothing(acts);
  }
}

export function argumentsOf(event: InvocationEvent): Record<string, string> {
  return (event.ActionData?.Parameters?.['Arguments'] ?? {}) as Kept;
}

function keptOf(args: Kept): Kept {
  return { token: args['JoinToken'] ?? '', meeting: args['MeetingId'] ?? '' };
}

function onUpdate(acts: Acts, args: Kept, own: OwnMeeting): HandlerResponse {
  const kept = keptOf(args);
  const { update } = acts;
  switch (update.kind) {
    case 'join':
      return list([firstJoin(acts, kept)], { ...kept, tried: '0' });
    case 'prompts':
      return list([pause(update.ms[0]!)], { ...kept, prompts: '1' });
    case 'list':
      return list([...update.before.map(pause), firstJoin(acts, kept), ...update.after.map(pause)], {
        ...kept,
        tried: '0',
      });
    case 'attributes':
      return { ...nothing(acts), TransactionAttributes: { ...kept, waits: '1' } };
    case 'own':
      if (update.when === 'later') return list([pause(3_000)], { own: '1' });
      return list([join({ token: own.joinToken, meeting: own.meetingId })]);
    case 'telephone':
      return list([CALL_AGENT]);
    case 'hang-up':
      return list([HANG_UP]);
    case 'empty':
      return list([]);
    case 'hold':
      return list([pause(acts.hold.ms)]);
    case 'nothing':
      return nothing(acts);
  }
}

function onBridged(acts: Acts, args: Kept): HandlerResponse {
  const kept = { ...keptOf(args), tried: '9' };
  if (acts.bridged === 'ignores') return nothing(acts);
  return list(acts.bridged === 'moves' ? [LEAVE, join(kept)] : [join(kept)], kept);
}

function afterSuccess(acts: Acts, event: InvocationEvent, kept: Kept, own: OwnMeeting): HandlerResponse {
  if (event.ActionData?.Type !== 'Pause') return nothing(acts);
  const { update } = acts;
  if (kept['own'] !== undefined) return list([join({ token: own.joinToken, meeting: own.meetingId })], {});
  if (kept['retry'] !== undefined) return list([joinAgain(acts, kept)], without(kept, 'retry'));
  if (kept['waits'] !== undefined) return list([firstJoin(acts, kept)], { ...without(kept, 'waits'), tried: '0' });
  if (kept['prompts'] !== undefined && update.kind === 'prompts') {
    const done = Number(kept['prompts']);
    const next = update.ms[done];
    if (next !== undefined) return list([pause(next)], { ...kept, prompts: String(done + 1) });
    return list([firstJoin(acts, kept)], { ...without(kept, 'prompts'), tried: '0' });
  }
  return acts.hold.renews && kept['tried'] === undefined ? list([pause(acts.hold.ms)]) : nothing(acts);
}

function afterFailure(acts: Acts, kept: Kept): HandlerResponse {
  const tried = Number(kept['tried'] ?? '9');
  if (tried < acts.retries) {
    const next = { ...kept, tried: String(tried + 1) };
    if (acts.promptsBeforeRetry) return list([pause(RETRY_PROMPT_MS)], { ...next, retry: '1' });
    return list([joinAgain(acts, kept)], next);
  }
  if (acts.givesUp === 'hangs-up') return list([HANG_UP]);
  if (acts.givesUp === 'empty') return list([]);
  return acts.givesUp === 'holds' ? list([pause(acts.hold.ms)]) : nothing(acts);
}

function join({ token, meeting }: Kept): HandlerAction {
  return { Type: 'JoinChimeMeeting', Parameters: { JoinToken: token, MeetingId: meeting } };
}

function joinAgain(acts: Acts, kept: Kept): HandlerAction {
  return acts.retriesRightly ? join(kept) : firstJoin(acts, kept);
}

function firstJoin(acts: Acts, kept: Kept): HandlerAction {
  const { token = '', meeting } = kept;
  if (acts.firstJoin === 'no-meeting-id') return { Type: 'JoinChimeMeeting', Parameters: { JoinToken: token } };
  if (acts.firstJoin === 'wrong-token') return join({ ...kept, token: token.slice(0, -6) });
  return join({ token, meeting: meeting ?? '' });
}

function list(Actions: HandlerAction[], TransactionAttributes?: Kept): HandlerResponse {
  return { SchemaVersion: '1.0', Actions, ...(TransactionAttributes === undefined ? {} : { TransactionAttributes }) };
}

function nothing({ nothing: how }: Acts): HandlerResponse {
  return how === 'null' ? { SchemaVersion: '1.0', Actions: null } : { SchemaVersion: '1.0' };
}

function without(kept: Kept, key: string): Kept {
  const { [key]: _gone, ...rest } = kept;
  return rest;
}
