/** Entries as a journal holds them: one of every type, and what they are made of. */
import type { Asked, Entry, EntryBody, EntryOf, UpdateDelivery, UpdateMarks } from '../../../src/core/journal/entry.js';
import type { Attempt } from '../../../src/core/journal/record.js';
import { nothingMade } from '../../../src/core/run/made.js';
import { ATTENDEE, CALL_A, GROUP, MEETING, RUN_ID, SMA, T0, TRANSACTION } from '../samples.js';

/** `ms` after the samples' T0. */
export const at = (ms = 0) => new Date(T0 + ms).toISOString();

export const asked = (more: Partial<Asked> = {}): Asked => ({
  endpoint: null,
  profile: null,
  region: 'us-east-1',
  meetingsRegion: 'us-east-1',
  call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
  meetingId: null,
  externalMeetingId: `chime-join-${RUN_ID}`,
  mediaRegion: 'us-east-1',
  externalUserId: `phone-${RUN_ID}`,
  addAttendees: [],
  arguments: 'f00d',
  logGroups: [],
  keepMeeting: false,
  attendeesFile: null,
  timeoutMs: 120_000,
  ...more,
});

export const updateMarks = (more: Partial<UpdateMarks> = {}): UpdateMarks => ({
  call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
  meetingId: MEETING,
  attendeeId: ATTENDEE,
  earlierAttendees: [],
  joinToken: { digest: 'ab'.repeat(32), length: 64 },
  arguments: { JoinToken: { digest: 'ab'.repeat(32), length: 64, unique: true } },
  sequenceBefore: 1,
  logGroups: [GROUP],
  sendingAt: T0,
  ...more,
});

export const madeMeeting = (meetingId: string = MEETING) => ({
  ...nothingMade(),
  meeting: { state: 'made', meetingId } as const,
  attendees: [{ attendeeId: ATTENDEE, externalUserId: `phone-${RUN_ID}` }],
});

export const claimed = (more: Partial<EntryOf<'claimed'>> = {}): EntryOf<'claimed'> => ({
  time: at(),
  type: 'claimed',
  claim: 'claim-1',
  purpose: 'bridge',
  by: { host: 'here', pid: 1, started: '12345' },
  who: 'operator',
  version: '0.1.0',
  lastsMs: 135_000,
  ...more,
});

export const begun = (attempt = 1, more: Partial<Asked> = {}, time = at()): EntryOf<'begun'> => ({
  time,
  type: 'begun',
  attempt,
  salt: `salt-${attempt}`,
  asked: asked(more),
  reason: null,
  plan: ['meeting', 'look', 'update', 'prove'],
});

const result: EntryOf<'ended'>['result'] = {
  verdict: 'NOT_JOINED',
  asOf: at(),
  likely: null,
  runId: RUN_ID,
  call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA, region: 'us-east-1' },
  meeting: {
    meetingId: MEETING,
    externalMeetingId: 'standup',
    mediaRegion: 'us-east-1',
    region: 'us-east-1',
    created: true,
  },
  attendee: { attendeeId: ATTENDEE, externalUserId: `phone-${RUN_ID}`, created: true },
  evidence: [{ source: GROUP, time: at(), sequence: 3, event: 'ACTION_FAILED', summary: 'it failed' }],
  standing: [
    {
      kind: 'meeting',
      meetingId: MEETING,
      attendeeId: null,
      region: 'us-east-1',
      endsBy: at(300_000),
      command: 'chime-join runs cleanup x',
    },
  ],
  undone: [{ kind: 'meeting', meetingId: MEETING, attendeeId: null, region: 'us-east-1' }],
  leftovers: [
    { kind: 'attendee', meetingId: MEETING, attendeeId: ATTENDEE, region: 'us-east-1', command: 'chime-join x' },
    { kind: 'meeting', meetingId: null, attendeeId: null, region: 'us-east-1', command: null },
  ],
};

const newMeeting = {
  clientRequestToken: 'a-token_1',
  externalMeetingId: 'standup',
  mediaRegion: 'us-east-1',
  attendees: [
    {
      externalUserId: 'phone',
      capabilities: { audio: 'SendReceive', video: 'None', content: 'None' } as const,
    },
    { externalUserId: 'ann' },
  ],
};

const bodies: { [Type in EntryBody['type']]: Extract<EntryBody, { type: Type }>[] } = {
  claimed: [
    claimed(),
    claimed({ by: { host: 'elsewhere', pid: 7, started: null }, who: null, purpose: 'cleanup' }),
    claimed({ purpose: 'check' }),
  ],
  released: [{ type: 'released', claim: 'claim-1' }],
  begun: [
    begun(),
    begun(2, { endpoint: 'http://127.0.0.1:1', profile: 'p', meetingId: MEETING, attendeesFile: '/home/a b.json' }),
  ],
  adopted: [{ type: 'adopted', meetingId: MEETING, fromRun: 'run-before', attendeeIds: [ATTENDEE] }],
  'call-found': [
    { type: 'call-found', call: { callId: null, transactionId: TRANSACTION, sipMediaApplicationId: SMA } },
  ],
  'step-started': [{ type: 'step-started', step: 'prove' }],
  'step-finished': [{ type: 'step-finished', step: 'undo', outcome: 'failed', ms: 12.5, requestIds: ['request-1'] }],
  made: [
    { type: 'made', made: nothingMade() },
    { type: 'made', made: madeMeeting() },
    { type: 'made', made: { ...nothingMade(), meeting: { state: 'asked', request: newMeeting }, strays: [MEETING] } },
    { type: 'made', made: { ...nothingMade(), asked: ['ann'], doubtful: ['bob'] } },
  ],
  'file-written': [{ type: 'file-written', path: '/home/operator/attendees.json' }],
  'update-sending': [
    { type: 'update-sending', marks: updateMarks() },
    {
      type: 'update-sending',
      marks: updateMarks({
        call: { callId: null, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
        sequenceBefore: null,
        arguments: { 'any name at all': { digest: '', length: 0, unique: false } },
      }),
    },
  ],
  'update-sent': (['accepted', 'unknown', 'not-sent', 'refused'] as const).map((delivery) => ({
    type: 'update-sent',
    delivery,
    at: T0,
    requestId: delivery === 'accepted' ? 'request-2' : null,
  })),
  interrupted: [{ type: 'interrupted' }],
  verdict: [
    { type: 'verdict', verdict: 'JOINED', asOf: at(), likely: null, evidence: result.evidence, failure: null },
    {
      type: 'verdict',
      verdict: 'UNCONFIRMED',
      asOf: null,
      likely: 'joined',
      evidence: [{ source: GROUP, time: at(), sequence: null, event: 'x', summary: '' }],
      failure: { code: 'UNCONFIRMED', message: 'nobody knows' },
    },
  ],
  undone: [{ type: 'undone', attempt: 1, undone: result.undone, leftovers: result.leftovers }],
  ended: [
    { type: 'ended', result, failure: null, warnings: ['mind'], requestIds: ['request-1'] },
    {
      type: 'ended',
      result: { ...result, meeting: null, attendee: null },
      failure: {
        code: 'ACTION_FAILED',
        message: 'it failed',
        cause: null,
        tryThis: ['this'],
        retryable: false,
        requestId: null,
        attempts: 0,
        exitCode: 10,
      },
      warnings: [],
      requestIds: [],
    },
  ],
};

/** At least one entry of every type, with the shapes that differ. */
export const EVERY_ENTRY: Entry[] = Object.values(bodies)
  .flat()
  .map((body) => ({ time: at(), ...body }) as Entry);

/** One line of a journal. */
export const line = (entry: Entry | EntryBody) => `${JSON.stringify({ time: at(), ...entry })}\n`;

export const attemptOf = (more: Partial<Attempt> = {}): Attempt => ({
  attempt: 1,
  salt: 'salt-1',
  begunAt: T0,
  asked: asked(),
  reason: null,
  call: asked().call,
  adopted: null,
  made: madeMeeting(),
  madeAt: T0,
  wroteFile: null,
  update: null,
  verdict: null,
  undone: [],
  leftovers: null,
  ended: null,
  ...more,
});

export const sent = (delivery: UpdateDelivery | null, when = T0): Attempt['update'] => ({
  marks: updateMarks(),
  delivery,
  at: when,
});

export const verdict = (said: EntryOf<'verdict'>['verdict']): EntryOf<'verdict'> => ({
  time: at(),
  type: 'verdict',
  verdict: said,
  asOf: at(),
  likely: null,
  evidence: [],
  failure: null,
});

export const ended = (said: EntryOf<'verdict'>['verdict']): EntryOf<'ended'> => ({
  time: at(),
  type: 'ended',
  result: { ...result, verdict: said },
  failure: null,
  warnings: [],
  requestIds: [],
});
