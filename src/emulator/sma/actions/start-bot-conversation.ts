import { type ActionKind, invalidOnCall, namedLeg, type Parameters } from './action.js';
import { firstProblem, isObject } from './sound.js';

const TALK_MS = 3_000;

/** A talk in which nobody says a word: the bot's built-in FallbackIntent is what Lex answers to that. */
export const startBotConversation: ActionKind = {
  interruptible: false,
  takes: () => TALK_MS,
  problem(parameters, stage) {
    const { call } = stage;
    if (call.legB !== undefined || call.legA.meeting !== undefined) return invalidOnCall;
    return firstProblem()(parameters, stage);
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

/** What the handler gives the bot, it gets back. */
function sessionAttributesIn({ Configuration }: Parameters): Parameters {
  const state = isObject(Configuration) ? Configuration['SessionState'] : undefined;
  const attributes = isObject(state) ? state['SessionAttributes'] : undefined;
  return isObject(attributes) ? attributes : {};
}
