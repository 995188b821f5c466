import { guide } from '../pages.js';
import { guid, list, matching, oneOf, text } from '../value-form.js';
import type { Member, Members } from './action-facts.js';
import { invalidAudio, WRONG_LEG } from './failures.js';

/** The member under this name must be there. */
export const needed = (form: Member['form'], more: Omit<Member, 'form'> = {}): Member => ({
  form,
  required: true,
  ...more,
});
/** It may be there. */
export const may = (form: Member['form'], more: Omit<Member, 'form'> = {}): Member => ({ form, ...more });

/** A leg by its id; wins over ParticipantTag. */
export const CALL_ID = may(guid, { source: guide('case-1'), failure: WRONG_LEG });

/** Handlers of AWS's workshop leave the tag empty, and a capture shows a hang-up that worked: it names no leg. */
const EMPTY_TAG = 'https://github.com/aws-samples/amazon-chime-sdk-pstn-audio-workshop';

/** Either leg, by its id or its tag. */
export const LEG: Members = {
  CallId: CALL_ID,
  ParticipantTag: may(oneOf('LEG-A', 'LEG-B'), { failure: WRONG_LEG, disputed: { by: EMPTY_TAG, values: [''] } }),
};

/** What the audio actions say of a source that is not whole. */
export const WRONG_AUDIO = invalidAudio('Audio Source parameter value is invalid.');

/** A file in a bucket of the SMA's own account. */
export const AUDIO: Members = {
  Type: needed(oneOf('S3')),
  BucketName: needed(text()),
  Key: needed(text(), { aliases: ['key'] }),
};

/** Keys of a telephone, each a text of one character. */
export const keys = (min = 0) => list(min, Number.POSITIVE_INFINITY, matching(/^[\d#*]$/, 'one of 0 to 9, # and *'));

/** A telephone number as AWS writes it. */
export const E164 = matching(/^\+?[1-9]\d{1,14}$/, 'a telephone number in E.164');
