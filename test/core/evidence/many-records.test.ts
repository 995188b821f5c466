import { expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { record, succeeded } from '../samples.js';

it('three thousand events of a line a member are all read', () => {
  const lines = Array.from({ length: 3_000 }, (_, at) => JSON.stringify(succeeded(at + 1), null, 2).split('\n')).flat();
  const { events } = readTimeline(lines.map((line, at) => record(line, at)));
  expect(events.map(({ event }) => event.sequence)).toEqual(Array.from({ length: 3_000 }, (_, at) => at + 1));
});
