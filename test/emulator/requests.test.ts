import { expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import { createRequestRecord } from '../../src/emulator/requests.js';

const ORIGIN = { from: '127.0.0.1', path: '/meetings' };

function recording() {
  const clock = createClock(() => Date.UTC(2026, 10, 22));
  return { clock, requests: createRequestRecord(clock) };
}

it('a request is entered as it arrives, unanswered and without effect, on the emulator’s time', () => {
  const { clock, requests } = recording();
  clock.advance(1_500);
  requests.enter('CreateMeeting', ORIGIN);
  expect(requests.entries()).toEqual([
    { operation: 'CreateMeeting', status: null, delivered: false, time: '2026-11-22T00:00:01.500Z' },
  ]);
});

it('what becomes of it is seen in the record', () => {
  const { requests } = recording();
  Object.assign(requests.enter('CreateMeeting', ORIGIN), { status: 201, delivered: true });
  expect(requests.entries()).toMatchObject([{ status: 201, delivered: true }]);
});

it('where it came from is told to programs of this process alone', () => {
  const { requests } = recording();
  requests.enter('CreateMeeting', ORIGIN);
  expect(requests.recorded()).toMatchObject([ORIGIN]);
  expect(requests.entries()[0]).not.toHaveProperty('from');
  expect(requests.entries()[0]).not.toHaveProperty('path');
});

it('of more than twenty thousand the newest ten thousand are kept', () => {
  const { requests } = recording();
  for (let count = 0; count <= 20_000; count += 1) requests.enter(`Request${count}`, ORIGIN);
  const kept = requests.entries();
  expect(kept).toHaveLength(10_000);
  expect(kept.at(-1)?.operation).toBe('Request20000');
});

it('a reset forgets them', () => {
  const { requests } = recording();
  requests.enter('CreateMeeting', ORIGIN);
  requests.reset();
  expect(requests.entries()).toEqual([]);
});
