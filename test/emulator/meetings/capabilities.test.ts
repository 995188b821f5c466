import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capabilitiesProblem, defaultCapabilities } from '../../../src/emulator/meetings/capabilities.js';
import type { Capabilities, MeetingFeatures } from '../../../src/emulator/meetings/input.js';
import { refusalOf } from '../refusal-of.js';
import { asking } from './asking.js';

const WITHOUT_VIDEO: MeetingFeatures = { Video: { MaxResolution: 'None' } };
const WITHOUT_CONTENT: MeetingFeatures = { Content: { MaxResolution: 'None' } };
const WITHOUT_BOTH: MeetingFeatures = { ...WITHOUT_VIDEO, ...WITHOUT_CONTENT };

const may = (Video: Capabilities['Video'], Content: Capabilities['Content']): Capabilities => ({
  Audio: 'SendReceive',
  Video,
  Content,
});

describe('capabilities that a request leaves out', () => {
  it.each<[string, MeetingFeatures | undefined, Capabilities]>([
    ['without features', undefined, may('SendReceive', 'SendReceive')],
    ['with video in HD', { Video: { MaxResolution: 'HD' } }, may('SendReceive', 'SendReceive')],
    ['without video: it stays receivable, because content needs it', WITHOUT_VIDEO, may('Receive', 'SendReceive')],
    ['without content', WITHOUT_CONTENT, may('SendReceive', 'None')],
    ['without either', WITHOUT_BOTH, may('None', 'None')],
  ])('%s', (_what, features, expected) => {
    expect(defaultCapabilities(features)).toEqual(expected);
  });
});

describe('capabilities that are asked for', () => {
  it.each<[Capabilities['Video'], Capabilities['Content'], boolean]>([
    ['SendReceive', 'SendReceive', true],
    ['Receive', 'Receive', true],
    ['Receive', 'SendReceive', true],
    ['None', 'None', true],
    ['None', 'Send', true],
    ['Send', 'Send', true],
    ['None', 'Receive', false],
    ['Send', 'Receive', false],
    ['None', 'SendReceive', false],
    ['Send', 'SendReceive', false],
  ])('video %s with content %s: %s', (video, content, allowed) => {
    expect(capabilitiesProblem(may(video, content), undefined) === undefined).toBe(allowed);
  });

  it('say which of the two the meeting does not have', () => {
    expect(capabilitiesProblem(may('Receive', 'None'), WITHOUT_VIDEO)).toContain('Video must be None');
    expect(capabilitiesProblem(may('SendReceive', 'Send'), WITHOUT_CONTENT)).toContain('Content must be None');
  });

  it('None of what a meeting does not have is always allowed', () => {
    fc.assert(
      fc.property(fc.constantFrom(WITHOUT_VIDEO, WITHOUT_CONTENT, WITHOUT_BOTH), (features) => {
        expect(capabilitiesProblem(may('None', 'None'), features)).toBeUndefined();
      }),
    );
  });
});

describe('the operations on capabilities', () => {
  const RECEIVE = may('Receive', 'None');

  it('change an attendee, who shows them from then on', async () => {
    const { ask, create, attend, types } = asking();
    const { MeetingId } = await create();
    const { AttendeeId } = await attend(MeetingId, 'one');
    const updated = await ask('UpdateAttendeeCapabilities', { MeetingId, AttendeeId, Capabilities: RECEIVE });
    expect(updated.Attendee.Capabilities).toEqual(RECEIVE);
    expect((await ask('GetAttendee', { MeetingId, AttendeeId })).Attendee.Capabilities).toEqual(RECEIVE);
    expect(types().at(-1)).toBe('AttendeeCapabilitiesUpdated');
  });

  it('change everybody but the excluded ones, who may be nobody', async () => {
    const { ask, create, attend } = asking();
    const { MeetingId } = await create();
    const kept = await attend(MeetingId, 'kept');
    await attend(MeetingId, 'other');
    const ExcludedAttendeeIds = [{ AttendeeId: kept.AttendeeId.toUpperCase() }, { AttendeeId: MeetingId }];
    const all = { MeetingId, ExcludedAttendeeIds, Capabilities: RECEIVE };
    await ask('BatchUpdateAttendeeCapabilitiesExcept', all);
    const { Attendees } = await ask('ListAttendees', { MeetingId });
    expect(Attendees.map((each: { Capabilities: object }) => each.Capabilities)).toEqual([kept.Capabilities, RECEIVE]);
  });

  it('refuse what the meeting forbids, and change nobody then', async () => {
    const { ask, create, attend } = asking();
    const { MeetingId } = await create({ MeetingFeatures: WITHOUT_VIDEO });
    const { AttendeeId, Capabilities: before } = await attend(MeetingId, 'one');
    const ids = { MeetingId, AttendeeId };
    const wrong = may('SendReceive', 'None');
    const excluded = { MeetingId, ExcludedAttendeeIds: [{ AttendeeId: MeetingId }] };
    const one = await refusalOf(ask('UpdateAttendeeCapabilities', { ...ids, Capabilities: wrong }));
    const all = await refusalOf(ask('BatchUpdateAttendeeCapabilitiesExcept', { ...excluded, Capabilities: wrong }));
    expect([one.code, all.code]).toEqual(['BadRequestException', 'BadRequestException']);
    expect((await ask('GetAttendee', ids)).Attendee.Capabilities).toEqual(before);
  });
});
