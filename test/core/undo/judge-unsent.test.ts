/** What cleanup makes of a run whose update its journal does not have. */
import { describe, expect, it } from 'vitest';
import { argumentTemplates } from '../../../src/core/run/arguments.js';
import { Cloud, given, joining, silent } from '../bridge/cloud.js';
import { held, refused, request } from '../bridge/fakes.js';
import { sweep } from '../runs/sweeping.js';
import { hangUp, RUN_ID, record, T0 } from '../samples.js';

const quick = request({ waitMs: 1_000 });
const textOf = (cloud: Cloud) => cloud.journal.files.get(RUN_ID) ?? '';

/** The call was answered before the run began, and its handler logged it. */
function withCall(handler = joining): Cloud {
  const cloud = new Cloud(handler);
  cloud.log.push(...held());
  return cloud;
}

describe('what a run left whose journal went back to before its update, restored from a backup', () => {
  /** `delayMs`: what each record of the call takes to get into the log. */
  async function restored(cloud: Cloud, delayMs = 0, asked = quick): Promise<Cloud> {
    const slowly = (one: (typeof cloud.log)[number]) => ({ ...one, ingestedAt: one.time + delayMs });
    const log = cloud.log.splice(0).map(slowly);
    cloud.log.push(...log);
    await cloud.run(asked);
    cloud.log.splice(0, Infinity, ...cloud.log.map(slowly));
    const lines = textOf(cloud).split('\n');
    const sending = lines.findIndex((line) => line.includes('"update-sending"'));
    cloud.journal.files.set(RUN_ID, `${lines.slice(0, sending).join('\n')}\n`);
    cloud.journal.dead.add(1);
    expect(cloud.delivered).toHaveLength(1);
    return cloud;
  }

  it('is kept where the records show the caller there', async () => {
    const cloud = await restored(withCall(joining));
    expect((await sweep(cloud)).result?.kept[0]?.reason).toContain("the call's records show it in a meeting");
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it.each([
    ['alone', 'meeting={{MeetingId}}'],
    ['within JSON', 'context={"meeting":{"id":"{{MeetingId}}"}}'],
  ])('is kept where an argument of an update names its meeting, %s', async (_, argument) => {
    const typed = ['token={{JoinToken}}', argument];
    const asked = request({ waitMs: 1_000, arguments: argumentTemplates('none', typed) });
    const cloud = await restored(withCall(given), 0, asked);
    cloud.later(60_000);
    expect((await sweep(cloud)).result?.kept[0]?.reason).toContain("the call's records show it in a meeting");
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('is kept where the handler logs nothing', async () => {
    const cloud = await restored(new Cloud(silent));
    cloud.later(10_000);
    expect((await sweep(cloud)).result?.kept[0]?.reason).toContain('no record of the call can be read');
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('is kept where its log cannot be read', async () => {
    const cloud = await restored(withCall(joining));
    cloud.more = { read: () => refused('ACCESS_DENIED') };
    expect((await sweep(cloud)).result?.kept[0]?.reason).toContain('no record of the call can be read');
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('is kept until the newest records of a late log can be read', async () => {
    const cloud = await restored(withCall(joining), 15_000);
    const [kept] = (await sweep(cloud)).result?.kept ?? [];
    expect(kept?.reason).toContain('come late');
    expect(Date.parse(kept?.tryAgainAt ?? '') - T0).toBeGreaterThanOrEqual(30_000);
    cloud.later(31_000);
    expect((await sweep(cloud)).result?.kept[0]?.reason).toContain("the call's records show it in a meeting");
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('is removed, whatever can be read, where the journal says how the update ended', async () => {
    const cloud = new Cloud(silent);
    cloud.more = { update: () => refused('CALL_NOT_FOUND'), end: () => refused('UNAVAILABLE') };
    expect((await cloud.run(quick)).failure?.exitCode).toBe(9);
    cloud.more = { read: () => refused('ACCESS_DENIED') };
    expect((await sweep(cloud)).result?.kept).toEqual([]);
    expect(cloud.liveRooms).toEqual([]);
  });

  it('is removed once the caller has hung up', async () => {
    const cloud = await restored(withCall(joining));
    cloud.log.push(record(hangUp(5), 3_000));
    cloud.later(10_000);
    expect((await sweep(cloud)).result?.kept).toEqual([]);
    expect(cloud.liveRooms).toEqual([]);
  });
});
