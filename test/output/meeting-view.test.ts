import { expect, it } from 'vitest';
import { PLAIN } from '../../src/output/palette.js';
import { ENDED_MEETING_VIEW } from '../../src/output/views/meeting.js';

const meeting = { meetingId: 'm-1', externalMeetingId: null, mediaRegion: null, region: 'us-east-1', arn: null };
const nothing = { failure: null, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] };

it.each([
  [true, 'meeting m-1 in us-east-1 is over\n'],
  [false, 'nothing to end: AWS does not know meeting m-1 in us-east-1\n'],
])('after meeting end, of a meeting that AWS knows (%s)', (found, text) => {
  expect(ENDED_MEETING_VIEW.text({ result: { meeting, found }, ...nothing }, PLAIN)).toBe(text);
});
