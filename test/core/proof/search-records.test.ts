import { expect, it } from 'vitest';
import type { SeenEvent } from '../../../src/core/evidence/seen.js';
import { type Search, searchNewest } from '../../../src/core/proof/search-records.js';
import { event, GROUP, OTHER_TRANSACTION, T0, TRANSACTION } from '../samples.js';
import { denied, Logs, never } from './logs.js';

const ofCall = (events: SeenEvent[]) => events.some(({ event: { transactionId } }) => transactionId === TRANSACTION);
const search = (logs: Logs, more: Partial<Search> = {}) =>
  searchNewest(
    logs,
    { groups: [GROUP], id: TRANSACTION, since: T0 - 60_000, isHit: ofCall, onlyFirst: false, ...more },
    never,
  );
const sequences = ({ events }: { events: SeenEvent[] }) => events.map(({ event: { sequence } }) => sequence);

it('gives the events of each group, once, though a group takes several pages', async () => {
  const logs = new Logs();
  logs.pageSize = 1;
  for (const group of [GROUP, '/other']) {
    logs.write(event('NEW_INBOUND_CALL', 1), -3_000, { group });
    logs.write(event('RINGING', 7, { of: TRANSACTION }, { TransactionId: OTHER_TRANSACTION }), -2_000, { group });
  }
  const found = await search(logs, { groups: [GROUP, '/other'] });
  expect(sequences(found).toSorted()).toEqual([1, 1, 7, 7]);
  expect(found).toMatchObject({ complete: true, unreadable: [] });
  expect(found.requestIds).toHaveLength(logs.pages);
});

it('reads only what holds the id, and nothing from `until` on', async () => {
  const logs = new Logs();
  logs.pageSize = 1;
  logs.write(event('NEW_INBOUND_CALL', 1), -3_000);
  logs.write(event('ACTION_SUCCESSFUL', 2), -2_000);
  logs.write(event('RINGING', 3, {}, { TransactionId: OTHER_TRANSACTION }), -1_000);
  expect(sequences(await search(logs))).toEqual([2]);
  expect(logs.pages).toBe(1);
  expect(sequences(await search(logs, { until: T0 - 2_000 }))).toEqual([1]);
});

it('reads every group, also those after a hit, unless the first hit is enough', async () => {
  const groups = [GROUP, '/b', '/c', '/d', '/e', '/f'];
  const logsOf = () => {
    const logs = new Logs();
    for (const group of groups) logs.write(event('NEW_INBOUND_CALL', 1), -3_000, { group });
    return logs;
  };
  const [all, first] = [logsOf(), logsOf()];
  expect(sequences(await search(all, { groups }))).toHaveLength(6);
  expect(await search(first, { groups, onlyFirst: true })).toMatchObject({ complete: true });
  expect(new Set(all.queries.map(({ group }) => group)).size).toBe(6);
  expect(new Set(first.queries.map(({ group }) => group)).size).toBeLessThan(6);
});

it('is complete with its first hit, whatever became of the other groups, only if that is enough', async () => {
  const logs = new Logs();
  logs.write(event('NEW_INBOUND_CALL', 1), -3_000);
  logs.beforePage = (_, { group }) => {
    if (group === '/closed') throw denied();
  };
  const groups = ['/closed', GROUP];
  expect(await search(logs, { groups, onlyFirst: true })).toMatchObject({ complete: true });
  expect(await search(logs, { groups })).toMatchObject({ complete: false, unreadable: [{ group: '/closed' }] });
});

it('names each request, those around a piece of an event too', async () => {
  const logs = new Logs();
  const lines = JSON.stringify(event('NEW_INBOUND_CALL', 1), null, 1).split('\n');
  for (const [index, text] of lines.entries()) logs.write(text, -3_000 + index);
  const found = await search(logs);
  expect(sequences(found)).toEqual([1]);
  expect(found.requestIds.toSorted()).toEqual(
    Array.from({ length: logs.pages }, (_, at) => `page-${at + 1}`).toSorted(),
  );
});
