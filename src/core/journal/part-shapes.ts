import { LIKELY, VERDICTS } from '../verdict/verdict.js';
import { exitCode, externalId, failureCode, guid, id, instant, isoTime, region } from './field-shapes.js';
import {
  listOf,
  membersOf,
  namesTo,
  number,
  oneOf,
  orElse,
  orNull,
  type Shape,
  taggedBy,
  text,
  textLike,
  truth,
} from './shape.js';

/** What entries are made of. */

const capability = oneOf(['SendReceive', 'Send', 'Receive', 'None']);
const capabilities = membersOf({ audio: capability, video: capability, content: capability });

export const call = membersOf({ callId: orNull(id), transactionId: orNull(id), sipMediaApplicationId: orNull(id) });

const newAttendee: Shape<{ externalUserId: string; capabilities?: ReturnType<typeof capabilities> }> = (value) => {
  const read = membersOf({ externalUserId: externalId })(value);
  const given = (value as { capabilities?: unknown }).capabilities;
  return given === undefined ? read : { ...read, capabilities: capabilities(given) };
};

const newMeeting = membersOf({
  clientRequestToken: textLike(/^[-_a-zA-Z0-9]{2,64}$/),
  externalMeetingId: externalId,
  mediaRegion: region,
  attendees: listOf(newAttendee),
});

export const made = membersOf({
  meeting: taggedBy('state', {
    none: membersOf({}),
    asked: membersOf({ request: newMeeting }),
    made: membersOf({ meetingId: guid }),
  }),
  strays: listOf(guid),
  asked: listOf(externalId),
  doubtful: listOf(externalId),
  attendees: listOf(membersOf({ attendeeId: id, externalUserId: externalId })),
});

export const asked = membersOf({
  endpoint: orNull(text()),
  profile: orNull(text(256)),
  region,
  meetingsRegion: region,
  call,
  meetingId: orNull(guid),
  externalMeetingId: externalId,
  mediaRegion: text(64),
  externalUserId: externalId,
  addAttendees: listOf(externalId),
  arguments: text(128),
  logGroups: listOf(text(512)),
  keepMeeting: truth,
  attendeesFile: orNull(text()),
  timeoutMs: number,
});

const digest = { digest: text(128), length: number };

export const marks = membersOf({
  call: membersOf({ callId: orNull(id), transactionId: guid, sipMediaApplicationId: guid }),
  meetingId: guid,
  attendeeId: id,
  earlierAttendees: orElse(listOf(id), []),
  joinToken: membersOf(digest),
  arguments: namesTo(membersOf({ ...digest, unique: truth })),
  sequenceBefore: orNull(number),
  logGroups: listOf(text(512)),
  sendingAt: instant,
});

export const evidence = listOf(
  membersOf({ source: text(), time: text(64), sequence: orNull(number), event: text(256), summary: text() }),
);
const kind = oneOf(['meeting', 'attendee']);
export const undone = listOf(membersOf({ kind, meetingId: guid, attendeeId: orNull(id), region }));
export const leftovers = listOf(
  membersOf({ kind, meetingId: orNull(guid), attendeeId: orNull(id), region, command: orNull(text()) }),
);
const standing = listOf(
  membersOf({ kind, meetingId: guid, attendeeId: orNull(id), region, endsBy: orNull(text(64)), command: text() }),
);
export const verdict = oneOf(VERDICTS);
export const asOf = orElse(orNull(isoTime), null);
export const likely = orElse(orNull(oneOf(LIKELY)), null);
export const requestIds = listOf(text(256));

export const result = membersOf({
  verdict,
  asOf,
  likely,
  runId: id,
  call: membersOf({
    callId: orNull(id),
    transactionId: orNull(id),
    sipMediaApplicationId: orNull(id),
    region,
  }),
  meeting: orNull(
    membersOf({
      meetingId: guid,
      externalMeetingId: orNull(text()),
      mediaRegion: orNull(text(64)),
      region,
      created: truth,
    }),
  ),
  attendee: orNull(membersOf({ attendeeId: id, externalUserId: externalId, created: truth })),
  evidence,
  standing: orElse(standing, []),
  undone,
  leftovers,
});

export const failure = membersOf({
  code: failureCode,
  message: text(),
  cause: orNull(text()),
  tryThis: listOf(text()),
  retryable: truth,
  requestId: orNull(text(256)),
  attempts: number,
  exitCode,
});
