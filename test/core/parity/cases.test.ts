import { describe, expect, it } from 'vitest';
import { announcement } from '../../../src/core/parity/announce.js';
import { EXTERNAL_ID, type Facts } from '../../../src/core/parity/case.js';
import { PARITY_CASES } from '../../../src/core/parity/cases.js';
import { missingIn, requestOf } from '../../../src/core/parity/fill-in.js';
import { askedCases, checkParityRequest, type ParityRequest } from '../../../src/core/parity/request.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const SMA = '266e0891-0fe9-4718-a3a8-15b67842c128';
const FACTS: Facts = {
  Run: 'a1b2c3d4e5f60718',
  UnknownId: '00000000-0000-4000-8000-000000000001',
  RequestToken: '00000000-0000-4000-8000-000000000002',
  MeetingsRegion: 'us-east-1',
  OtherMeetingsRegion: 'us-west-2',
  SipMediaApplicationId: SMA,
  TransactionId: ID,
  LogGroup: '/aws/lambda/desk',
  MeetingId: '00000000-0000-4000-8000-000000000003',
  AttendeeId: '00000000-0000-4000-8000-000000000004',
  JoinToken: 'token',
};
const request = (over: Partial<ParityRequest> = {}): ParityRequest => ({
  region: 'us-east-1',
  meetingsRegion: 'us-east-1',
  sipMediaApplicationId: null,
  transactionId: null,
  made: { run: 'a1b2c3d4e5f60718', unknownId: FACTS.UnknownId as string, requestToken: 'token' },
  ...over,
});
const all = PARITY_CASES.map((each) => ({ each, sent: requestOf(each, FACTS) }));

describe('the cases', () => {
  it('have names of their own', () => {
    const names = PARITY_CASES.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  it('name only values that there are, and leave no place unfilled', () => {
    expect(PARITY_CASES.map((each) => missingIn(each, FACTS)).filter((name) => name !== null)).toEqual([]);
    for (const { sent } of all)
      expect(`${sent.path}${JSON.stringify(sent.query)}${sent.body}`).not.toMatch(/\{[A-Z]\w*\}/);
  });

  it('touch no meeting but the one of this run', () => {
    const named = all.map(({ sent }) => /^\/meetings\/([^/]+)/.exec(sent.path)?.[1]).filter((id) => id !== undefined);
    expect([...new Set(named)].sort()).toEqual([FACTS.UnknownId, FACTS.MeetingId, 'none'].sort());
    const removing = all.filter(({ sent }) => sent.method === 'DELETE' || sent.method === 'PUT');
    expect(removing.filter(({ sent }) => !sent.path.startsWith(`/meetings/${FACTS.MeetingId}`))).toEqual([]);
  });

  it('ask for meetings by the name of this run alone, so that each can be told from every other', () => {
    const creating = all.filter(({ sent }) => sent.method === 'POST' && sent.path === '/meetings');
    expect(creating.length).toBeGreaterThan(5);
    const name = EXTERNAL_ID.replace('{Run}', FACTS.Run as string);
    for (const { each, sent } of creating) {
      expect(each.effect).toBe('creates');
      expect(JSON.parse(sent.body ?? '').ExternalMeetingId).toContain(name);
    }
  });

  it('read, but for the meeting, its attendees, and the named call', () => {
    const changing = all.filter(
      ({ each, sent }) => sent.service !== 'logs' && sent.method !== 'GET' && each.service === 'voice',
    );
    expect(changing.map(({ each }) => each.operation)).toEqual(Array(4).fill('UpdateSipMediaApplicationCall'));
    const reads = /^(?:Filter|Describe|NoSuch)/;
    expect(all.filter(({ sent }) => sent.service === 'logs' && !reads.test(sent.operation))).toEqual([]);
  });

  it('reach the named call with one update', () => {
    expect(all.filter(({ sent }) => sent.path.includes(ID)).map(({ each }) => each.effect)).toEqual(['updates']);
  });

  it('read no record of anybody: the time they ask for is long over', () => {
    const windows = all.flatMap(({ sent }) =>
      sent.operation === 'FilterLogEvents' ? [JSON.parse(sent.body ?? '')] : [],
    );
    expect(windows.every(({ endTime }) => endTime <= 2)).toBe(true);
  });

  it('come after those that they follow from', () => {
    const order = PARITY_CASES.map(({ id }) => id);
    for (const { id, after = [] } of PARITY_CASES)
      for (const before of after)
        expect([order.indexOf(before) !== -1, order.indexOf(before) < order.indexOf(id)]).toEqual([true, true]);
  });
});

describe('what is asked', () => {
  const operations = (over: Partial<ParityRequest>) => askedCases(request(over)).map(({ operation }) => operation);

  it('is no update where no live call is named', () => {
    expect(operations({})).not.toContain('UpdateSipMediaApplicationCall');
    expect(operations({ sipMediaApplicationId: SMA })).not.toContain('UpdateSipMediaApplicationCall');
    expect(operations({ sipMediaApplicationId: SMA, transactionId: ID })).toContain('UpdateSipMediaApplicationCall');
  });

  it('is said beforehand: the meeting, the update, the cost', () => {
    const plain = announcement(request());
    expect(plain).toMatch(/makes one meeting.*ends it.*touches no other/);
    expect(plain).toContain('sends no update');
    expect(plain).toContain('no attendee minutes');
    expect(plain).toContain('(an endpoint on this machine as many as it answers)');
    expect(plain).toContain('chime:CreateMeeting');
    const called = announcement(request({ sipMediaApplicationId: SMA, transactionId: ID }));
    expect(called).toContain(`ONE update to the live call ${ID}`);
    expect(called).toContain('chime:UpdateSipMediaApplicationCall');
  });

  it.each<[string, Partial<ParityRequest>, string]>([
    ['a call without its SIP media application', { transactionId: ID }, 'ID_MISSING'],
    ['an id that is not one', { sipMediaApplicationId: 'x' }, 'ID_INVALID'],
    ['a region without SIP media applications', { region: 'eu-north-1' }, 'REGION_INVALID'],
    ['a region without meetings', { meetingsRegion: 'eu-west-1' }, 'REGION_INVALID'],
  ])('is nothing for %s', (_, over, code) => {
    expect(() => checkParityRequest(request(over))).toThrow(expect.objectContaining({ code }));
  });
});
