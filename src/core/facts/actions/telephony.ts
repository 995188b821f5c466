import { guide } from '../pages.js';
import { isSettableSipHeader } from '../sip-headers.js';
import { fits, flag, integer, list, object, oneOf, text } from '../value-form.js';
import type { ActionFacts, ParameterRule } from './action-facts.js';
import {
  CALL_NOT_ANSWERED,
  invalidAudio,
  invalidParameter,
  listed,
  missingParameter,
  systemError,
  TOO_MANY_ACTIONS,
  TROUBLE,
  WRONG_LEG,
} from './failures.js';
import { AUDIO, CALL_ID, E164, LEG, may, needed } from './shared-members.js';

const NOT_STOPPED = { is: false, source: guide('update-sip-call'), certainty: 'documented' } as const;

const BRIDGE = guide('call-and-bridge');
const ENDPOINT_COUNT = invalidParameter('Invalid number of endpoints provided.');
const ENDPOINT = invalidParameter('Endpoint parameter is invalid.');
const NO_CALLER = invalidParameter('Caller ID not defined.');
const WRONG_CALLER = invalidParameter('Invalid caller ID.');
const TIMEOUT = invalidParameter('The MaxCallTimeout parameter is invalid. Timeout must be between 0 and 120 seconds.');
const RINGBACK = invalidAudio('Ringtone parameter value is invalid.');
const wrongHeaders = (names: string) => invalidParameter(`Invalid SIP header(s) provided: ${names}.`);

/** A number that neither the account owns nor LEG-A called from. */
const FOREIGN_CALLER = invalidParameter(
  'Provided caller ID number is invalid. Number must be owned by this AWS account, or be the From number of LEG-A.',
);

/** The user part of a Request-URI, as the page spells it out. */
const USER_PART = /^[\w&=+$/%\-!~*(),.]{1,30}$/;

const endpointIsWhole: ParameterRule = {
  broken({ Endpoints }) {
    const endpoint: unknown = Array.isArray(Endpoints) ? Endpoints[0] : undefined;
    if (typeof endpoint !== 'object' || endpoint === null) return null;
    const { BridgeEndpointType, Uri, Arn } = endpoint as Record<string, unknown>;
    const at = (name: string, message: string) => ({ path: ['Endpoints', 0, name], message });
    if (BridgeEndpointType === 'PSTN') {
      if (!fits(Uri, E164)) return at('Uri', 'Uri of a PSTN endpoint is a telephone number in E.164');
      return (Arn ?? null) === null ? null : at('Arn', 'a PSTN endpoint has no Arn');
    }
    if (BridgeEndpointType !== 'AWS') return null;
    if (!fits(Arn, text())) return at('Arn', 'an AWS endpoint needs the Arn of its Voice Connector');
    const named = typeof Uri === 'string' && USER_PART.test(Uri);
    return named ? null : at('Uri', 'Uri of an AWS endpoint is 1 to 30 characters of the user part of a SIP URI');
  },
  limit: 'PSTN with a Uri in E.164 and no Arn, or AWS with Arn and Uri',
  failure: ENDPOINT,
  source: TROUBLE,
  certainty: 'documented',
};

const wrongHeadersIn = ({ SipHeaders }: Record<string, unknown>): string[] =>
  typeof SipHeaders === 'object' && SipHeaders !== null
    ? Object.keys(SipHeaders).filter((name) => !isSettableSipHeader(name))
    : [];
const headersMayBeSet: ParameterRule = {
  broken(parameters) {
    const [name] = wrongHeadersIn(parameters);
    return name === undefined
      ? null
      : { path: ['SipHeaders', name], message: `the SIP header ${name.slice(0, 40)} may not be set` };
  },
  limit: 'names that begin with x-, user-to-user, diversion; not x-vine, x-amzn, x-vc, x-canary, x-voice',
  failure: (parameters) => wrongHeaders(wrongHeadersIn(parameters).join(', ').slice(0, 200)),
  source: TROUBLE,
  certainty: 'documented',
};

const HANGUP = guide('hangup');
const FOCUS = guide('voice-focus');
const NOTHING_NAMED = missingParameter('Missing required action parameter.');

/** Actions on the legs of the call themselves. */
export const TELEPHONY_ACTIONS = {
  CallAndBridge: {
    page: BRIDGE,
    standing: 'documented',
    parameters: {
      CallTimeoutSeconds: may(integer(1, 120), { failure: TIMEOUT, disputed: { by: TROUBLE, values: ['0'] } }),
      CallerIdNumber: needed(E164, { failure: WRONG_CALLER, missing: NO_CALLER }),
      RingbackTone: may(object, { members: AUDIO, failure: RINGBACK }),
      Endpoints: needed(list(1, 1), {
        failure: ENDPOINT_COUNT,
        members: {
          BridgeEndpointType: needed(oneOf('PSTN', 'AWS'), { failure: ENDPOINT }),
          Uri: needed(text(), { failure: ENDPOINT }),
          Arn: may(text(), { failure: ENDPOINT }),
        },
      }),
      SipHeaders: may(object),
      // No parameter of the page; AWS adds it to the action that its events show.
      CallId: CALL_ID,
    },
    rules: [endpointIsWhole, headersMayBeSet],
    interruptible: NOT_STOPPED,
    success: {},
    failureForm: 'type-and-message',
    failures: [
      listed(TROUBLE, ENDPOINT_COUNT, 'Endpoints does not hold exactly one'),
      listed(TROUBLE, ENDPOINT, 'Uri is missing or not E.164, or a PSTN endpoint has an Arn'),
      listed(TROUBLE, NO_CALLER, 'CallerIdNumber is missing'),
      listed(TROUBLE, WRONG_CALLER, 'CallerIdNumber is not in E.164'),
      listed(TROUBLE, FOREIGN_CALLER, 'CallerIdNumber is neither of the account nor the From of LEG-A'),
      listed(TROUBLE, TIMEOUT, 'CallTimeoutSeconds is not between 0 and 120'),
      listed(TROUBLE, wrongHeaders('{Header}'), 'a name in SipHeaders is reserved, or does not begin with x-'),
      listed(TROUBLE, RINGBACK, 'Type, BucketName or Key of RingbackTone is missing or empty'),
      listed(TROUBLE, invalidAudio('Cannot access S3 bucket or audio file.'), 'the ringback tone cannot be read'),
      listed(BRIDGE, CALL_NOT_ANSWERED, 'nobody answers within CallTimeoutSeconds'),
    ],
  },
  Hangup: {
    page: HANGUP,
    standing: 'documented',
    parameters: {
      ...LEG,
      SipResponseCode: may(oneOf('480', '486', '0'), {
        disputed: { by: guide('route-calls-events-cli'), values: ['200'] },
      }),
    },
    interruptible: NOT_STOPPED,
    success: {},
    failureForm: 'not-documented',
    failures: [],
  },
  VoiceFocus: {
    page: FOCUS,
    standing: 'documented',
    parameters: {
      Enable: needed(flag, { failure: NOTHING_NAMED }),
      CallId: { ...CALL_ID, required: true, failure: WRONG_LEG, missing: NOTHING_NAMED },
    },
    interruptible: NOT_STOPPED,
    success: {},
    failureForm: 'type-and-message',
    failures: [
      listed(FOCUS, TOO_MANY_ACTIONS, 'the account runs more than five actions a second'),
      listed(FOCUS, NOTHING_NAMED, 'Enable or CallId is missing'),
      listed(TROUBLE, missingParameter('Missing a required action parameter.'), 'Enable is not true or false'),
      systemError(FOCUS),
    ],
  },
} as const satisfies Record<string, ActionFacts>;
