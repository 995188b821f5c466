import { WRONG_CALL } from '../../../core/facts/actions/failures.js';
import { type ActionKind, legProblem, namedLeg, type Parameters } from './action.js';

const TALK_MS = 3_000;

/** A talk in which nobody says a word: the bot's built-in FallbackIntent is what Lex answers to that. */
export const startBotConversation: ActionKind = {
  takes: () => TALK_MS,
  problem(parameters, stage) {
    const { call } = stage;
    if (call.legB !== undefined || call.legA.meeting !== undefined) return WRONG_CALL;
    return legProblem(parameters, stage);
  },
  effect(parameters, { call }) {
    const { callId = call.legA.callId } = namedLeg(parameters, call) ?? {};
    const intent = { Name: 'FallbackIntent', Slots: {}, State: 'ReadyForFulfillment', ConfirmationState: 'None' };
    const IntentResult = {
      SessionId: callId,
      SessionState: { SessionAttributes: sessionAttributesIn(parameters), Intent: intent },
      Interpretations: [{ Intent: intent }],
    };
    return { CallId: callId, IntentResult };
  },
};

const isObject = (value: unknown): value is Parameters => typeof value === 'object' && value !== null;

/** What the handler gives the bot, it gets back. */
function sessionAttributesIn({ Configuration }: Parameters): Parameters {
  const state = isObject(Configuration) ? Configuration['SessionState'] : undefined;
  const attributes = isObject(state) ? state['SessionAttributes'] : undefined;
  return isObject(attributes) ? attributes : {};
}
