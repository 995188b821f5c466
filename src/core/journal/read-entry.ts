import { FAILURES, type FailureCode } from '../failure.js';
import { STEP_IDS } from '../run/plan.js';
import { LIKELY, VERDICTS } from '../verdict/verdict.js';
import type { Entry } from './entry.js';
import {
  inShape,
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
  whole,
  within,
} from './shape.js';

/** Longer lines are none of ours. In characters. */
const LONGEST_LINE = 512 * 1024;

/** One line of a journal; null where it is torn, foreign, or of a version that writes other entries. Never throws. */
export function readEntry(line: string): Entry | null {
  if (line.length > LONGEST_LINE) return null;
  try {
    return inShape(entry, JSON.parse(line));
  } catch {
    return null;
  }
}

const id = text(128);
/** As the journal writes it: it is shown as it stands. */
const isoTime = textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
/** Milliseconds since the epoch, up to the year 9000: a Date can be made of it, and of what comes minutes later. */
const instant = within(0, 221_845_392_000_000);
const ordinal = whole(1, 1_000_000);
const exitCode = whole(1, 255);
const guid = textLike(/^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i);
const region = textLike(/^[a-z0-9-]{1,40}$/);
const externalId = text(256);
const failureCode = oneOf(Object.keys(FAILURES) as FailureCode[]);
const capability = oneOf(['SendReceive', 'Send', 'Receive', 'None']);
const capabilities = membersOf({ audio: capability, video: capability, content: capability });

const call = membersOf({ callId: orNull(id), transactionId: orNull(id), sipMediaApplicationId: orNull(id) });

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

const made = membersOf({
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

const asked = membersOf({
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

const marks = membersOf({
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

const evidence = listOf(
  membersOf({ source: text(), time: text(64), sequence: orNull(number), event: text(256), summary: text() }),
);
const kind = oneOf(['meeting', 'attendee']);
const undone = listOf(membersOf({ kind, meetingId: guid, attendeeId: orNull(id), region }));
const leftovers = listOf(
  membersOf({ kind, meetingId: orNull(guid), attendeeId: orNull(id), region, command: orNull(text()) }),
);
const standing = listOf(
  membersOf({ kind, meetingId: guid, attendeeId: orNull(id), region, endsBy: orNull(text(64)), command: text() }),
);
const verdict = oneOf(VERDICTS);
const asOf = orElse(orNull(isoTime), null);
const likely = orElse(orNull(oneOf(LIKELY)), null);
const requestIds = listOf(text(256));

const result = membersOf({
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

const failure = membersOf({
  code: failureCode,
  message: text(),
  cause: orNull(text()),
  tryThis: listOf(text()),
  retryable: truth,
  requestId: orNull(text(256)),
  attempts: number,
  exitCode,
});

const entry: Shape<Entry> = (value) => {
  const { time } = membersOf({ time: isoTime })(value);
  return { time, ...body(value) };
};

const body = taggedBy('type', {
  claimed: membersOf({
    claim: text(64),
    purpose: oneOf(['bridge', 'check', 'cleanup']),
    by: membersOf({ host: text(1_024), pid: number, started: orNull(text(256)) }),
    who: orNull(text(256)),
    version: text(64),
    lastsMs: number,
  }),
  released: membersOf({ claim: text(64) }),
  begun: membersOf({ attempt: ordinal, salt: text(64), asked, reason: orNull(text()), plan: listOf(oneOf(STEP_IDS)) }),
  'call-found': membersOf({ call }),
  'step-started': membersOf({ step: oneOf(STEP_IDS) }),
  'step-finished': membersOf({
    step: oneOf(STEP_IDS),
    outcome: oneOf(['done', 'failed', 'skipped']),
    ms: number,
    requestIds,
  }),
  adopted: membersOf({ meetingId: guid, fromRun: id, attendeeIds: listOf(id) }),
  made: membersOf({ made }),
  'file-written': membersOf({ path: text() }),
  'update-sending': membersOf({ marks }),
  'update-sent': membersOf({
    delivery: oneOf(['accepted', 'unknown', 'not-sent', 'refused']),
    at: instant,
    requestId: orNull(text(256)),
  }),
  interrupted: membersOf({}),
  verdict: membersOf({
    verdict,
    asOf,
    likely,
    evidence,
    failure: orNull(membersOf({ code: failureCode, message: text() })),
  }),
  undone: membersOf({ attempt: ordinal, undone, leftovers }),
  ended: membersOf({ result, failure: orNull(failure), warnings: listOf(text()), requestIds }),
});
