import { guide } from '../pages.js';
import { list, matching, object, oneOf, text } from '../value-form.js';
import type { ActionFacts, Members, ParameterRule } from './action-facts.js';
import { invalidParameter, listed, WRONG_LEG, wrongParameter } from './failures.js';
import { CALL_ID, may, needed } from './shared-members.js';

const BOT = guide('start-bot-conversation');
const ARN = matching(
  /^arn:aws[\w-]*:lex:[\w-]+:\d{12}:bot-alias\/[\w-]+\/[\w-]+$/,
  'arn:aws:lex:REGION:ACCOUNT:bot-alias/BOT/ALIAS',
);
const MOST_CONFIGURED = 10 * 1024;

const configurationIsSmall: ParameterRule = {
  broken({ Configuration }) {
    if (typeof Configuration !== 'object' || Configuration === null) return null;
    const length = JSON.stringify(Configuration).length;
    if (length <= MOST_CONFIGURED) return null;
    return { path: ['Configuration'], message: `Configuration has ${length} characters as JSON` };
  },
  limit: '10 KB',
  failure: wrongParameter('Configuration'),
  source: BOT,
  certainty: 'documented',
};

const welcomeElicits: ParameterRule = {
  broken({ Configuration }) {
    if (typeof Configuration !== 'object' || Configuration === null) return null;
    const { WelcomeMessages: messages, SessionState: state } = Configuration as Record<string, unknown>;
    if (!Array.isArray(messages) || messages.length === 0) return null;
    const { DialogAction } = (state ?? {}) as Record<string, unknown>;
    const { Type } = (DialogAction ?? {}) as Record<string, unknown>;
    if (Type === 'ElicitIntent') return null;
    return {
      path: ['Configuration', 'WelcomeMessages'],
      message: 'WelcomeMessages need SessionState.DialogAction.Type to be ElicitIntent',
    };
  },
  limit: 'with DialogAction.Type ElicitIntent',
  failure: wrongParameter('WelcomeMessages'),
  source: BOT,
  certainty: 'documented',
};

const INTENT_RESULT: Members = {
  SessionId: needed(text()),
  SessionState: needed(object),
  Interpretations: needed(list()),
};

export const BOT_ACTIONS = {
  StartBotConversation: {
    page: BOT,
    standing: 'documented',
    parameters: {
      CallId: CALL_ID,
      ParticipantTag: may(oneOf('LEG-A'), { failure: WRONG_LEG }),
      BotAliasArn: needed(ARN),
      LocaleId: may(text()),
      Configuration: may(object, {
        members: {
          SessionState: may(object, {
            members: {
              SessionAttributes: may(object),
              DialogAction: may(object, { members: { Type: may(oneOf('Delegate', 'ElicitIntent')) } }),
            },
          }),
          WelcomeMessages: may(list(), {
            members: { Content: may(text()), ContentType: needed(oneOf('PlainText', 'SSML')) },
          }),
        },
      }),
    },
    rules: [configurationIsSmall, welcomeElicits],
    interruptible: { is: false, source: guide('update-sip-call'), certainty: 'documented' },
    success: { CallId: CALL_ID, IntentResult: needed(object, { members: INTENT_RESULT }) },
    failureForm: 'type-and-message',
    failures: [
      listed(BOT, invalidParameter(''), 'a parameter is wrong; the message names it'),
      listed(BOT, { errorType: 'ResourceNotFound', errorMessage: '' }, 'there is no such bot'),
      listed(BOT, { errorType: 'ResourceAccessDenied', errorMessage: '' }, 'the bot does not let the SMA in'),
      listed(
        BOT,
        { errorType: 'ActionExecutionThrottled', errorMessage: '' },
        'a limit of bot conversations is reached; the message names it',
      ),
      listed(BOT, { errorType: 'SystemException', errorMessage: '' }, 'AWS had an error of its own'),
    ],
  },
} as const satisfies Record<string, ActionFacts>;
