import { SMA_PRINCIPAL } from '../../facts/limits.js';
import type { Entry, EventMark } from '../entry.js';
import { guide, TROUBLESHOOTING } from '../sources.js';
import { READ_LOG } from './steps.js';

const FAILED = ['ACTION_FAILED'] as const;

/** What a failed action leaves, whichever action it was. */
export const ACTION_FAILED_SO: Pick<Entry, 'changed' | 'again'> = {
  changed:
    'The action did not run. The rest of the action list is dropped; what the call does next, the handler decides.',
  again: 'after-mending',
};
const CHECK_ACTION = 'check the action: chime-join validate FILE --as action';

/** "The Duration parameter is invalid." and "Duration parameter value is invalid.": AWS's pages have both forms. */
const parameter = (names: string) =>
  new RegExp(`\\b(?:${names})\`?["']? (?:parameter (?:value )?|field )(?:for (?:the )?action )?is invalid`, 'i');

interface Text extends Pick<Entry, 'id' | 'title' | 'meaning'> {
  says: RegExp;
  /** Pages beside the one that lists it. */
  pages: readonly string[];
  /** What to do, after the check. */
  mend: readonly string[];
  notKnown?: string;
}

/** A text that AWS documents for a failed action, in an event or alone. */
const text = ({ says, pages, mend, ...rest }: Text): Entry => {
  const event: EventMark = { types: FAILED, says };
  return {
    ...rest,
    recognised: { says, event },
    certainty: 'documented',
    sources: [TROUBLESHOOTING, ...pages.map(guide)],
    ...ACTION_FAILED_SO,
    steps: () => [CHECK_ACTION, ...mend],
  };
};

/** The texts of ACTION_FAILED that AWS documents, with what its pages say to do. JoinChimeMeeting's stand before them. */
export const ACTION_TEXTS: readonly Entry[] = [
  text({
    id: 'action.audio-file',
    title: 'Cannot access S3 bucket or audio file.',
    says: /Cannot access S3 bucket or audio file/i,
    meaning: 'The SMA cannot read the audio file: the bucket is in another account, or does not let the SMA read it.',
    pages: ['play-audio', 'play-audio-get-digits', 'call-and-bridge'],
    mend: [
      "keep the bucket in the SMA's AWS account",
      `let ${SMA_PRINCIPAL} do s3:GetObject in the bucket's policy (aws s3api get-bucket-policy --bucket NAME)`,
    ],
  }),
  text({
    id: 'action.audio-parameter',
    title: 'Audio Source parameter value is invalid.',
    says: parameter('(?:Failure ?)?Audio ?Source|Ringtone'),
    meaning:
      'The audio source or ringtone of the action is not usable: its Type, BucketName or Key, or the file itself.',
    pages: ['play-audio', 'play-audio-get-digits', 'call-and-bridge'],
    mend: [
      'give Type S3, and a BucketName and a Key that are not empty',
      `let ${SMA_PRINCIPAL} do s3:GetObject in the bucket's policy`,
    ],
  }),
  text({
    id: 'action.endpoints',
    title: 'Endpoint parameter is invalid.',
    says: /Invalid number of endpoints provided|\bEndpoint parameter is invalid/i,
    meaning: 'CallAndBridge takes exactly one endpoint, with a Uri: of type PSTN an E.164 number, and no Arn.',
    pages: ['call-and-bridge'],
    mend: ['give one endpoint: {"BridgeEndpointType":"PSTN","Uri":"+12065550100"}'],
  }),
  text({
    id: 'action.caller-id',
    title: 'Invalid caller ID.',
    says: /Invalid caller ID\b|Caller ID not defined|Provided caller ID number is invalid/i,
    meaning:
      "CallerIdNumber of CallAndBridge must be an E.164 number that the SMA's account owns, or the number LEG-A calls from.",
    pages: ['call-and-bridge'],
    mend: ["give a number of the account's (aws chime-sdk-voice list-phone-numbers), or From of LEG-A"],
  }),
  text({
    id: 'action.call-timeout',
    title: 'The MaxCallTimeout parameter is invalid.',
    says: /\b(?:MaxCallTimeout|CallTimeoutSeconds) parameter (?:value )?is invalid/i,
    meaning: 'The time that CallAndBridge lets the other side ring must be between 0 and 120 seconds.',
    pages: ['call-and-bridge'],
    mend: ['give CallTimeoutSeconds a value from 0 to 120'],
  }),
  text({
    id: 'action.sip-headers',
    title: 'Invalid SIP header(s) provided',
    says: /Invalid SIP header\(?s?\)? provided/i,
    meaning:
      'A SIP header is not allowed: custom ones begin with x-, beside User-to-User and Diversion, and x-vine, x-amzn, x-vc, x-canary and x-voice are reserved.',
    pages: ['sip-headers', 'call-and-bridge'],
    mend: ['leave out the headers that the message names, or rename them'],
  }),
  text({
    id: 'action.attendees',
    title: 'One or more attendees are not part of this meeting.',
    says: /One or more attendees are not part of this meeting/i,
    meaning:
      'ModifyChimeMeetingAttendees names an attendee who does not belong to the meeting, or the caller may not change the attendees of this meeting.',
    pages: ['mute-unmute'],
    mend: ['see who is in it: chime-join attendee list --meeting-id ID', 'leave out whoever is not in it'],
  }),
  text({
    id: 'action.mute-parameter',
    title: 'A parameter of ModifyChimeMeetingAttendees is invalid',
    says: /value in the Operation field of the ModifyChimeMeetingAttendees|ModifyChimeMeetingAttendees Operation`? parameter value is invalid|\bmeeting ID parameter (?:value )?is invalid|Attendee List parameter (?:value )?is invalid/i,
    meaning: 'ModifyChimeMeetingAttendees takes Operation Mute or Unmute, a MeetingId, and 1 to 100 attendee ids.',
    pages: ['mute-unmute'],
    mend: ['see who is in it: chime-join attendee list --meeting-id ID'],
  }),
  text({
    id: 'action.recording-parameter',
    title: 'A parameter of RecordAudio is invalid',
    says: parameter('RecordingDestination|DurationInSeconds|SilenceThreshold|SilenceDurationInSeconds'),
    meaning:
      'RecordAudio needs a RecordingDestination with Type S3, a BucketName and a valid Prefix of at most 979 bytes, durations above 0 and a SilenceThreshold from 1 to 1,000.',
    pages: ['record-audio'],
    mend: ['correct the parameter that the message names'],
  }),
  text({
    id: 'action.duration',
    title: 'The Duration parameter is invalid.',
    says: parameter('Duration(?:InMilliseconds)?'),
    meaning:
      "DurationInMilliseconds of Pause is not in the range that AWS's page of failed actions gives: 100 to 30000. Pause's own page allows any whole number above 0.",
    pages: ['pause'],
    mend: ['give DurationInMilliseconds a value from 100 to 30000; to wait longer, Pause again on ACTION_SUCCESSFUL'],
  }),
  text({
    id: 'action.digit-parameter',
    title: 'A parameter of an action that takes digits is invalid',
    says: parameter(
      'M(?:ax|in)NumberOfDigits|RepeatDurationInMilliseconds|InputDigitsRegex|(?:InBetween|Flush)DigitsDurationInMilliseconds',
    ),
    meaning:
      'MaxNumberOfDigits lies between MinNumberOfDigits and 128, InputDigitsRegex is a valid pattern, durations are positive, and InBetweenDigitsDurationInMilliseconds is greater than FlushDigitsDurationInMilliseconds.',
    pages: ['play-audio-get-digits', 'receive-digits'],
    mend: ['correct the parameter that the message names'],
  }),
  text({
    id: 'action.upload',
    title: 'An error occurred while uploading the recording to the S3 bucket.',
    says: /error occurred while uploading (?:the )?recording to (?:the )?S3 bucket/i,
    meaning:
      'The recording could not be written: the bucket is in another account, or does not let the SMA write to it.',
    pages: ['record-audio'],
    mend: [
      "keep the bucket in the SMA's AWS account",
      `let ${SMA_PRINCIPAL} do s3:PutObject and s3:PutObjectAcl in the bucket's policy`,
    ],
  }),
  text({
    id: 'action.leg',
    title: 'CallId or ParticipantTag parameter for action is invalid',
    says: /CallId`?(?: or `?ParticipantTag`?)? parameter for (?:the )?action is invalid|\bCallId parameter (?:value )?is invalid/i,
    meaning: 'The action names a leg that this call does not have, or another of its parameters is invalid.',
    pages: ['play-audio', 'record-audio'],
    mend: ['take CallId from CallDetails.Participants of the event that is answered', READ_LOG],
  }),
  text({
    id: 'action.speech-text',
    title: 'Text is a required parameter',
    says: /`?\bText`? is (?:a required parameter|limited to 1,?000 characters)/i,
    meaning: 'Speak and SpeakAndGetDigits need a Text of at most 1,000 characters.',
    pages: ['speak', 'speak-and-get-digits'],
    mend: ['give a Text, and split a longer one over several actions'],
  }),
];
