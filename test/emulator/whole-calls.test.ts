import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChimeSDKMeetingsClient, CreateMeetingWithAttendeesCommand } from '@aws-sdk/client-chime-sdk-meetings';
import {
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCallCommand,
  UpdateSipMediaApplicationCallCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/start.js';
import { placeCall, press } from '../../src/frame/emulator.js';

/** Does what its update says, and bridges whoever dialled a meeting to a telephone. */
const HANDLER = `export const handler = async ({ InvocationEventType: type, ActionData, CallDetails }) => {
  const Actions = type === 'NEW_INBOUND_CALL'
    ? [{ Type: 'SpeakAndGetDigits', Parameters: { SpeechParameters: { Text: 'pin' }, MaxNumberOfDigits: 4,
        RepeatDurationInMilliseconds: 60000 } }]
    : type === 'CALL_UPDATE_REQUESTED' ? JSON.parse(ActionData.Parameters.Arguments.Actions)
    : type === 'CALL_ANSWERED' ? [{ Type: 'CallAndBridge', Parameters: {
        CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }] } }]
    : type === 'HANGUP' ? [{ Type: 'Hangup', Parameters: {} }] : undefined;
  return { SchemaVersion: '1.0', Actions };
};`;

const never = new AbortController().signal;

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whole-calls-'));
  const handlerFile = join(folder, 'handler.mjs');
  writeFileSync(handlerFile, HANDLER);
  emulator = await startEmulator({ handlerFile, quotas: { activeCalls: 2 }, stderr: () => undefined });
});
beforeEach(() => control('reset', {}));
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: the tests' own view of JSON
type Body = any;

async function control(path: string, body?: unknown): Promise<{ status: number; body: Body }> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${emulator.url}/_emulator/${path}`, init);
  return { status: response.status, body: await response.json() };
}

function clients() {
  const credentials = { accessKeyId: 'EMULATOR', secretAccessKey: 'emulator' };
  const config = { region: 'us-east-1', endpoint: emulator.url, maxAttempts: 1, credentials };
  return { meetings: new ChimeSDKMeetingsClient(config), voice: new ChimeSDKVoiceClient(config) };
}

async function meeting() {
  const { Meeting, Attendees } = await clients().meetings.send(
    new CreateMeetingWithAttendeesCommand({
      ClientRequestToken: `${Math.random()}`.slice(2),
      MediaRegion: 'us-east-1',
      ExternalMeetingId: 'room',
      Attendees: [{ ExternalUserId: 'phone' }],
    }),
  );
  const { AttendeeId = '', JoinToken = '' } = Attendees?.[0] ?? {};
  return { meetingId: Meeting?.MeetingId ?? '', attendeeId: AttendeeId, joinToken: JoinToken };
}

/** Moves the emulator's clock on until it is so. */
async function until(holds: (call: Body, meetings: Body) => boolean): Promise<Body> {
  for (let turns = 0; turns < 200; turns += 1) {
    const { calls, meetings } = (await control('state')).body;
    if (calls[0] !== undefined && holds(calls[0], meetings)) return calls[0];
    await control('advance', { ms: 50 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`never: ${JSON.stringify((await control('state')).body)}`);
}

const newest = (call: Body) => {
  const { InvocationEventType: type, ActionData } = call.events.at(-1);
  return [type, ActionData?.Type].join(' ');
};

function dial(to: string, SipHeaders: Record<string, string> = {}) {
  return clients().voice.send(
    new CreateSipMediaApplicationCallCommand({
      SipMediaApplicationId: emulator.sipMediaApplicationId,
      FromPhoneNumber: '+12065550100',
      ToPhoneNumber: to,
      SipHeaders,
    }),
  );
}

it('keys that are pressed reach the handler', async () => {
  const { transactionId } = (await control('calls', {})).body;
  expect((await control('press', { transactionId, digits: '1234' })).body).toEqual({ transactionId, digits: '1234' });
  const call = await until((call) => newest(call) === 'ACTION_SUCCESSFUL SpeakAndGetDigits');
  expect(call.events.at(-1).ActionData.ReceivedDigits).toBe('1234');
});

it('emulator press presses them, and says so where there is no such call', async () => {
  const { transactionId } = await placeCall({ url: emulator.url, numbers: {} }, never);
  const pressed = { transactionId, digits: '1234' };
  expect(await press({ url: emulator.url, ...pressed }, never)).toEqual(pressed);
  await until((call) => newest(call) === 'ACTION_SUCCESSFUL SpeakAndGetDigits');
  await control('hangup', { transactionId });
  await expect(press({ url: emulator.url, ...pressed }, never)).rejects.toMatchObject({ code: 'CALL_NOT_FOUND' });
});

it('an attendee that its call mutes is muted in the state, and not once it has left', async () => {
  const { meetingId, attendeeId, joinToken } = await meeting();
  const { transactionId } = (await control('calls', {})).body;
  await control('press', { transactionId, digits: '1234' });
  await until((call) => newest(call) === 'ACTION_SUCCESSFUL SpeakAndGetDigits');
  const update = (...actions: object[]) =>
    clients().voice.send(
      new UpdateSipMediaApplicationCallCommand({
        SipMediaApplicationId: emulator.sipMediaApplicationId,
        TransactionId: transactionId,
        Arguments: { Actions: JSON.stringify(actions) },
      }),
    );
  const mute = { Operation: 'Mute', MeetingId: meetingId, AttendeeList: [attendeeId] };
  await update(
    { Type: 'JoinChimeMeeting', Parameters: { JoinToken: joinToken, MeetingId: meetingId } },
    { Type: 'ModifyChimeMeetingAttendees', Parameters: mute },
  );
  const muted = (meetings: Body) => meetings[0].attendees[0].muted;
  await until((call) => newest(call) === 'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees');
  expect(muted((await control('state')).body.meetings)).toBe(true);
  await update({ Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-B' } });
  await until((_, meetings) => !muted(meetings));
});

describe('a call that the SDK dials', () => {
  it('to the number of the meetings is in the meeting, and bridges a telephone to it', async () => {
    const { meetingId, attendeeId, joinToken } = await meeting();
    await dial('+17035550122', { 'X-chime-join-token': joinToken, 'X-chime-meeting-id': meetingId });
    const call = await until((call) => newest(call) === 'ACTION_SUCCESSFUL CallAndBridge');
    expect(call.legs).toMatchObject([
      { participantTag: 'LEG-A', status: 'Connected', meetingId, attendeeId },
      { participantTag: 'LEG-B', status: 'Connected', to: '+12065550199' },
    ]);
    expect(JSON.stringify(call)).not.toContain(joinToken);
    expect((await control('hangup', { transactionId: call.transactionId, participantTag: 'LEG-B' })).status).toBe(200);
    await until((call) => call.status === 'Ended');
  });

  it('to a telephone that is busy ends with 486', async () => {
    const posted = [{ number: '+12065550111', answers: 'busy' }];
    expect((await control('telephones', posted)).body).toEqual({ telephones: 1 });
    await dial('+12065550111');
    const call = await until((call) => call.status === 'Ended' && newest(call) === 'HANGUP Hangup');
    expect(call.events.at(-1).ActionData.Parameters.SipResponseCode).toBe(486);
    await control('reset', {});
    await dial('+12065550111');
    await until((call) => newest(call).startsWith('CALL_ANSWERED'));
  });
});

it('a call beyond the quota of active calls is 409, and the next one is taken when another has ended', async () => {
  const { transactionId } = (await control('calls', {})).body;
  await control('calls', {});
  expect(await control('calls', {})).toMatchObject({ status: 409 });
  const placed = placeCall({ url: emulator.url, numbers: {} }, never);
  await expect(placed).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  await control('hangup', { transactionId });
  expect((await control('calls', {})).status).toBe(200);
});

describe('what is posted wrongly', () => {
  const transactionId = '00000000-0000-4000-8000-000000000000';
  it.each([
    ['press', {}, 400],
    ['press', { transactionId, digits: 'one' }, 400],
    ['press', { transactionId, digits: '1', participantTag: 'LEG-C' }, 400],
    ['press', { transactionId, digits: '1' }, 404],
    ['hangup', { transactionId, participantTag: 'LEG-B' }, 404],
    ['telephones', {}, 400],
    ['telephones', [{ number: 'home', answers: 'busy' }], 400],
    ['telephones', [{ number: '+12065550111', answers: 'maybe' }], 400],
    ['telephones', [{ number: '+12065550111', answers: 'after a while' }], 400],
    ['calls', { sipHeaders: { 'x-vc': '1' } }, 400],
  ])('%s %j is %i', async (path, body, status) => {
    expect((await control(path, body)).status).toBe(status);
  });
});
