/** How often each operation may be asked for: so many a second, and no burst beyond that. */
import { expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import type { Operation } from '../../src/emulator/http/operation.js';
import { logsOperations } from '../../src/emulator/logs/operations.js';
import { createLogRegions } from '../../src/emulator/logs/regions.js';
import { voiceOperations } from '../../src/emulator/voice/operations.js';
import { asking as askingMeetings } from './meetings/asking.js';
import { ACCOUNT, asking as askingVoice } from './voice/asking.js';

const clock = createClock(() => 0);
const regions = createLogRegions(clock, 0, () => undefined);

/** The operations that have a quota, by name, and those that have none. */
function rates(operations: readonly Operation[]) {
  const limited = operations.filter(({ quota }) => quota !== undefined);
  return {
    perSecond: Object.fromEntries(limited.map(({ name, quota }) => [name, quota?.perSecond])),
    bursts: limited.filter(({ quota }) => quota?.burst !== quota?.perSecond).map(({ name }) => name),
    unlimited: operations.filter(({ quota }) => quota === undefined).map(({ name }) => name),
  };
}

it('meetings and attendees: ten, but what the quotas page does not list is not limited', () => {
  expect(rates(askingMeetings().operations)).toEqual({
    perSecond: {
      CreateMeeting: 10,
      CreateMeetingWithAttendees: 10,
      GetMeeting: 10,
      DeleteMeeting: 10,
      CreateAttendee: 10,
      BatchCreateAttendee: 10,
      ListAttendees: 10,
      DeleteAttendee: 10,
    },
    bursts: [],
    unlimited: [
      'GetAttendee',
      'UpdateAttendeeCapabilities',
      'BatchUpdateAttendeeCapabilitiesExcept',
      'StartMeetingTranscription',
      'StopMeetingTranscription',
      'ListTagsForResource',
      'TagResource',
      'UntagResource',
    ],
  });
});

it('voice: five updates and one new call', () => {
  const { perSecond, bursts } = rates(voiceOperations(askingVoice().applications, ACCOUNT, clock));
  expect(perSecond).toEqual({ CreateSipMediaApplicationCall: 1, UpdateSipMediaApplicationCall: 5 });
  expect(bursts).toEqual([]);
});

it('logs: five searches and listings of groups, 25 listings and 50 creations of streams', () => {
  const { perSecond, bursts } = rates(logsOperations(regions, ACCOUNT, clock));
  expect(perSecond).toEqual({
    FilterLogEvents: 5,
    DescribeLogGroups: 5,
    DescribeLogStreams: 25,
    CreateLogStream: 50,
  });
  expect(bursts).toEqual([]);
});
