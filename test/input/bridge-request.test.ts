import { describe, expect, it } from 'vitest';
import type { BridgeFlags } from '../../src/input/bridge-flags.js';
import { bridgeRequest } from '../../src/input/bridge-request.js';
import type { InputContext } from '../../src/input/context.js';
import { CALL_A, event, MEETING, OTHER_TRANSACTION, SMA, TRANSACTION } from '../core/samples.js';
import { context, person, stdin } from './given.js';

const BARE: BridgeFlags = {
  'no-wait': false,
  'new-meeting': false,
  'keep-meeting': false,
  'dry-run': false,
  debug: false,
  region: 'us-east-1',
};

/** `typed` as flags; `environment` as oclif fills it in, not typed. */
function read(typed: Partial<BridgeFlags>, environment: Partial<BridgeFlags> = {}, from: InputContext = context()) {
  const flags = { ...BARE, ...environment, ...typed };
  return bridgeRequest({ flags, typed: new Set(Object.keys(typed)) }, from);
}
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string; exitCode: number }) => ({ code: error.code, exitCode: error.exitCode }),
  );
const IDS = { 'transaction-id': TRANSACTION, 'sma-id': SMA };

describe('the attendee of a run', () => {
  it('that was given no name is nobody else; of one that was, somebody may be in the meeting under it', async () => {
    const unnamed = await read({ ...IDS, 'add-attendee': ['ann'] });
    expect(unnamed.request.givenUserIds).toEqual(['ann']);
    const named = await read({ ...IDS, 'run-id': 'desk-7', 'add-attendee': ['ann'] });
    expect(named.request.givenUserIds).toEqual(['phone-desk-7', 'ann']);
    const chosen = await read({ ...IDS, 'run-id': 'desk-7', 'external-user-id': 'caller-42' });
    expect(chosen.request.givenUserIds).toEqual(['caller-42']);
  });
});

describe('with nothing but the ids', () => {
  it('the request is what the manual promises', async () => {
    const { request, aws, dryRun, attendeesFile } = await read({ 'call-id': CALL_A, ...IDS });
    expect(request).toMatchObject({
      call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
      event: null,
      region: 'us-east-1',
      meetingsRegion: 'us-east-1',
      mediaRegion: 'us-east-1',
      meetingId: null,
      addAttendees: [],
      waitMs: 60_000,
      timeoutMs: 120_000,
      logGroups: [],
      keepMeeting: false,
      attendeesFile: null,
      reason: null,
    });
    expect({ dryRun, attendeesFile, profile: aws.profile, endpointUrl: aws.endpointUrl }).toEqual({
      dryRun: false,
      attendeesFile: null,
      profile: null,
      endpointUrl: null,
    });
  });

  it('the run is named, and so are its meeting and its attendee', async () => {
    const [one, other] = await Promise.all([read(IDS), read(IDS)]);
    expect(one.request.runId).toMatch(/^[A-Za-z0-9_-]{2,64}$/);
    expect(one.request.runId).not.toBe(other.request.runId);
    expect(one.request.externalUserId).toContain(one.request.runId);
    expect(one.request.externalMeetingId).toContain(one.request.runId);
  });
});

describe('the ids of the call are one group', () => {
  it('taken from the environment where none is typed', async () => {
    const { request } = await read({}, { 'call-id': CALL_A, ...IDS });
    expect(request.call).toEqual({ callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA });
  });

  it.each<[string, Partial<BridgeFlags>, object]>([
    ['--call-id', { 'call-id': CALL_A }, { callId: CALL_A, transactionId: null, sipMediaApplicationId: null }],
    [
      '--transaction-id',
      { 'transaction-id': OTHER_TRANSACTION },
      { callId: null, transactionId: OTHER_TRANSACTION, sipMediaApplicationId: null },
    ],
    ['--sma-id', { 'sma-id': SMA }, { callId: null, transactionId: null, sipMediaApplicationId: SMA }],
  ])("none of the environment's where %s is typed", async (_, typed, call) => {
    const environment = { 'call-id': CALL_A, 'transaction-id': TRANSACTION, 'sma-id': SMA, event: '/nonexistent' };
    expect((await read(typed, environment)).request.call).toEqual(call);
  });

  it("none of the environment's where --event is typed", async () => {
    const environment = { 'call-id': OTHER_TRANSACTION, 'transaction-id': OTHER_TRANSACTION };
    const { request } = await read({ event: '-' }, environment, stdin(JSON.stringify(event('NEW_INBOUND_CALL', 1))));
    expect(request.call).toEqual({ callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA });
  });

  it('what is typed beside the event is kept, for the check to compare', async () => {
    const given = stdin(JSON.stringify(event('NEW_INBOUND_CALL', 1)));
    const { request } = await read({ event: '-', 'transaction-id': OTHER_TRANSACTION }, {}, given);
    expect(request.call.transactionId).toBe(OTHER_TRANSACTION);
    expect(request.event?.transactionId).toBe(TRANSACTION);
  });
});

describe('the region of an event', () => {
  const inOregon = () => stdin(JSON.stringify(event('NEW_INBOUND_CALL', 1, {}, { AwsRegion: 'us-west-2' })));
  const { region: _, ...nowhere } = BARE;

  it('goes before AWS_REGION', async () => {
    const from = { ...inOregon(), environment: { AWS_REGION: 'eu-central-1' } };
    const { request } = await bridgeRequest({ flags: { ...nowhere, event: '-' }, typed: new Set(['event']) }, from);
    expect(request.region).toBe('us-west-2');
  });
  it('goes behind --region', async () => {
    expect((await read({ event: '-', region: 'us-east-1' }, {}, inOregon())).request.region).toBe('us-east-1');
  });
});

describe('lists', () => {
  it('of the environment are one value', async () => {
    const environment = { 'add-attendee': 'ann' as unknown as string[], 'log-group': '/x' as unknown as string[] };
    const { request } = await read(IDS, environment);
    expect([request.addAttendees, request.logGroups]).toEqual([['ann'], ['/x']]);
  });
  it('of log groups name each once', async () => {
    expect((await read({ ...IDS, 'log-group': ['/x', '/y', '/x'] })).request.logGroups).toEqual(['/x', '/y']);
  });
});

describe('waiting', () => {
  it.each<[string, Partial<BridgeFlags>, number | null]>([
    ['as long as was said', { wait: '5s' }, 5_000],
    ['not at all', { 'no-wait': true }, null],
  ])('%s', async (_, typed, waitMs) => expect((await read({ ...IDS, ...typed })).request.waitMs).toBe(waitMs));

  it('not at all goes over the environment', async () => {
    expect((await read({ ...IDS, 'no-wait': true }, { wait: '5s' })).request.waitMs).toBeNull();
  });
});

describe('how far back the ids are looked up', () => {
  it.each<[string, Partial<BridgeFlags>, number | null]>([
    ['is for the lookup to say', {}, null],
    ['is as far as was said', { since: '2h' }, 7_200_000],
  ])('%s', async (_, typed, sinceMs) => expect((await read({ ...IDS, ...typed })).request.sinceMs).toBe(sinceMs));
});

describe('refused: exit 2', () => {
  it.each<[string, Partial<BridgeFlags>, string]>([
    ['a since that is none', { since: 'yesterday' }, 'DURATION_INVALID'],
    ['--wait with --no-wait', { wait: '5s', 'no-wait': true }, 'USAGE'],
    ['a wait that is none', { wait: '0s' }, 'DURATION_INVALID'],
    ['a timeout that is none', { timeout: 'soon' }, 'DURATION_INVALID'],
    ['a log group with a space', { 'log-group': ['/aws lambda'] }, 'USAGE'],
    ['an empty log group', { 'log-group': [''] }, 'USAGE'],
    ['an argument without a value', { argument: ['x'] }, 'ARGUMENT_INVALID'],
    ['a media region for an existing meeting', { 'meeting-id': MEETING, 'media-region': 'us-east-1' }, 'USAGE'],
    ['a name for an existing meeting', { 'meeting-id': MEETING, 'external-meeting-id': 'x1' }, 'USAGE'],
    ['the call as the meeting', { 'call-id': CALL_A, 'meeting-id': CALL_A.toUpperCase() }, 'IDS_CONTRADICT'],
    ['an empty profile', { profile: '' }, 'PROFILE_INVALID'],
    ['eu-west-1 without a meetings region', { region: 'eu-west-1' }, 'REGION_MISSING'],
    ['an endpoint in the clear', { 'endpoint-url': 'http://10.0.0.1' }, 'ENDPOINT_INVALID'],
    ['an endpoint that is no url', { 'endpoint-url': 'localhost:80' }, 'ENDPOINT_INVALID'],
  ])('%s', async (_, typed, code) => expect(await refusal(read({ ...IDS, ...typed }))).toEqual({ code, exitCode: 2 }));
});

describe('a person', () => {
  it('is asked for the call where nothing names one', async () => {
    const { questions, asked } = person({ text: CALL_A });
    const { request } = await read({}, {}, context({ questions }));
    expect(asked).toHaveLength(1);
    expect(request.call.callId).toBe(CALL_A);
  });
  it.each<Partial<BridgeFlags>>([{ 'call-id': 'typed wrong' }, { 'transaction-id': '' }, IDS])(
    'is not asked about what was typed: %o',
    async (typed) => {
      const { questions, asked } = person({});
      await read(typed, {}, context({ questions }));
      expect(asked).toEqual([]);
    },
  );
});
