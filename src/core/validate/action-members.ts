import { JOIN_TOKEN_LENGTH } from '../facts/limits.js';
import type { Member, Members } from './member-check.js';
import { guide, reference } from './sources.js';
import { flag, guid, integer, list, object, oneOf, pattern, text } from './value-check.js';

/** One action as its page in AWS's developer guide describes it. */
export interface ActionPage {
  page: string;
  parameters: Members;
  /** The page says of nothing else what it may hold; what other names do is not known. */
  closed?: boolean;
  /** The page names it, and says no more. */
  namedOnly?: boolean;
}

const needed = (check: Member['check'], more: Omit<Member, 'check'> = {}): Member => ({
  check,
  required: true,
  ...more,
});
const may = (check: Member['check'], more: Omit<Member, 'check'> = {}): Member => ({ check, ...more });

const LEG = {
  CallId: may(guid, { source: guide('case-1') }),
  ParticipantTag: may(oneOf('LEG-A', 'LEG-B')),
};
const CALL_ID = { CallId: needed(guid) };
const AUDIO: Members = {
  Type: needed(oneOf('S3')),
  BucketName: needed(text()),
  Key: needed(text(), { aliases: ['key'] }),
};
const SPEECH: Members = {
  Text: needed(text()),
  Engine: may(oneOf('standard', 'neural')),
  LanguageCode: may(text()),
  TextType: may(oneOf('ssml', 'text')),
  VoiceId: may(text()),
};
const DIGITS: Members = {
  InputDigitsRegex: may(text()),
  MinNumberOfDigits: may(integer(0)),
  MaxNumberOfDigits: may(integer(1)),
  TerminatorDigits: may(list()),
  InBetweenDigitsDurationInMilliseconds: may(integer(1)),
  Repeat: may(integer(1)),
  RepeatDurationInMilliseconds: needed(integer(1)),
};

/** Every action that AWS documents by name (developer guide, "Supported actions", and the pages it leads to). */
export const ACTION_PAGES: Readonly<Record<string, ActionPage>> = {
  JoinChimeMeeting: {
    page: 'join-chime-meeting',
    closed: true,
    parameters: {
      JoinToken: needed(text(JOIN_TOKEN_LENGTH.min, JOIN_TOKEN_LENGTH.max), {
        source: reference('meeting-chime_Attendee'),
        certainty: 'model',
      }),
      MeetingId: needed(guid, {
        source: guide('meeting-namespace-migration'),
        because: "no meeting of today's API is joined without it, whatever the table of the action's page says",
      }),
      CallId: may(guid, { source: guide('case-1') }),
      ParticipantTag: may(oneOf('LEG-A')),
    },
  },
  CallAndBridge: {
    page: 'call-and-bridge',
    parameters: {
      CallTimeoutSeconds: may(integer(1, 120)),
      CallerIdNumber: needed(pattern(/^\+?[1-9]\d{1,14}$/, 'a telephone number in E.164')),
      RingbackTone: may(object, { members: AUDIO }),
      Endpoints: needed(list(1), {
        members: { BridgeEndpointType: needed(oneOf('PSTN', 'AWS')), Uri: needed(text()), Arn: may(text()) },
      }),
      SipHeaders: may(object),
    },
  },
  Hangup: { page: 'hangup', parameters: { ...LEG, SipResponseCode: may(oneOf('480', '486', '0')) } },
  ModifyChimeMeetingAttendees: {
    page: 'mute-unmute',
    parameters: {
      ...LEG,
      Operation: needed(oneOf('Mute', 'Unmute')),
      MeetingId: needed(guid),
      AttendeeList: needed(list(1)),
    },
  },
  Pause: {
    page: 'pause',
    parameters: {
      ...LEG,
      DurationInMilliseconds: needed(integer(100, 30_000), {
        aliases: ['DurationInMilliSeconds'],
        source: guide('unexpected-action-fail'),
      }),
    },
  },
  PlayAudio: {
    page: 'play-audio',
    parameters: {
      ...LEG,
      AudioSource: needed(object, { members: AUDIO }),
      PlaybackTerminators: may(list()),
      Repeat: may(integer(1)),
    },
  },
  PlayAudioAndGetDigits: {
    page: 'play-audio-get-digits',
    parameters: {
      ...LEG,
      ...DIGITS,
      AudioSource: needed(object, { members: AUDIO }),
      FailureAudioSource: may(object, { members: AUDIO }),
    },
  },
  ReceiveDigits: {
    page: 'listen-to-digits',
    parameters: {
      ...LEG,
      InputDigitsRegex: needed(text()),
      InBetweenDigitsDurationInMilliseconds: needed(integer(1)),
      FlushDigitsDurationInMilliseconds: needed(integer(1)),
    },
  },
  RecordAudio: {
    page: 'record-audio',
    parameters: {
      ...LEG,
      RecordingDestination: needed(object, { members: { Type: needed(oneOf('S3')), BucketName: needed(text()) } }),
      DurationInSeconds: may(integer(1)),
      SilenceDurationInSeconds: may(integer(1)),
      SilenceThreshold: may(integer(1)),
      RecordingTerminators: may(list()),
    },
  },
  SendDigits: {
    page: 'send-digits',
    parameters: {
      ...CALL_ID,
      Digits: needed(pattern(/^[\d*#A-D,]{1,50}$/, 'up to 50 of 0-9, *, #, A-D and the comma')),
      ToneDurationInMilliseconds: may(integer(50, 24_000)),
    },
  },
  Speak: { page: 'speak', parameters: { ...LEG, ...SPEECH } },
  SpeakAndGetDigits: {
    page: 'speak-and-get-digits',
    parameters: {
      ...LEG,
      ...DIGITS,
      SpeechParameters: needed(object, { members: SPEECH }),
      FailureSpeechParameters: may(object, { members: SPEECH }),
    },
  },
  StartBotConversation: {
    page: 'start-bot-conversation',
    parameters: {
      CallId: LEG.CallId,
      ParticipantTag: may(oneOf('LEG-A')),
      BotAliasArn: needed(text()),
      LocaleId: may(text()),
      Configuration: may(object),
    },
  },
  StartCallRecording: {
    page: 'start-call-recording',
    parameters: {
      ...CALL_ID,
      Track: needed(oneOf('BOTH', 'INCOMING', 'OUTGOING')),
      Destination: needed(object, { members: { Type: needed(oneOf('S3')), Location: needed(text()) } }),
    },
  },
  StopCallRecording: { page: 'stop-call-recording', parameters: CALL_ID },
  PauseCallRecording: { page: 'pause-call-recording', parameters: CALL_ID },
  ResumeCallRecording: { page: 'resume-call-recording', parameters: CALL_ID },
  VoiceFocus: { page: 'voice-focus', parameters: { ...CALL_ID, Enable: needed(flag) } },
  RecordMeeting: { page: 'use-cases', parameters: {}, namedOnly: true },
};

/** Their names. */
export const ACTION_TYPES: readonly string[] = Object.keys(ACTION_PAGES);
