import type { Attendee, Meeting } from './meeting.js';

/** How meetings and attendees look on the wire (service model, Meeting and Attendee). */

export function meetingOnTheWire(meeting: Meeting, accountId: string): object {
  const { meetingId, region, request } = meeting;
  const { ExternalMeetingId, MediaRegion, MeetingHostId, MeetingFeatures, PrimaryMeetingId, TenantIds } = request;
  const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return {
    MeetingId: meetingId,
    ...(MeetingHostId === undefined ? {} : { MeetingHostId }),
    ExternalMeetingId,
    MediaRegion,
    MediaPlacement: mediaPlacement(meetingId, MediaRegion),
    ...(MeetingFeatures === undefined ? {} : { MeetingFeatures }),
    ...(PrimaryMeetingId === undefined ? {} : { PrimaryMeetingId }),
    TenantIds: TenantIds ?? [],
    MeetingArn: `arn:${partition}:chime:${region}:${accountId}:meeting/${meetingId}`,
  };
}

/** Shaped like AWS's, on a top-level domain that never resolves (RFC 2606): there is no media behind the emulator. */
function mediaPlacement(meetingId: string, mediaRegion: string): object {
  const host = (name: string) => `${name}.${mediaRegion}.app.chime.example`;
  return {
    AudioHostUrl: `${host(`${meetingId.replaceAll('-', '').slice(0, 32)}.k.m1`)}:3478`,
    AudioFallbackUrl: `wss://${host('haxrp.m1')}:443/calls/${meetingId}`,
    SignalingUrl: `wss://${host('signal.m1')}/control/${meetingId}`,
    TurnControlUrl: `https://${host('ccp.cp')}/v2/turn_sessions`,
    ScreenDataUrl: `wss://${host('bitpw.m1')}:443/v2/screen/${meetingId}`,
    ScreenViewingUrl: `wss://${host('bitpw.m1')}:443/ws/connect?passcode=null&viewer_uuid=null&X-BitHub-Call-Id=${meetingId}`,
    ScreenSharingUrl: `wss://${host('bitpw.m1')}:443/v2/screen/${meetingId}`,
    EventIngestionUrl: `https://${host('data.svc')}/v1/client-events`,
  };
}

export function attendeeOnTheWire({ externalUserId, attendeeId, joinToken, capabilities }: Attendee): object {
  return { ExternalUserId: externalUserId, AttendeeId: attendeeId, JoinToken: joinToken, Capabilities: capabilities };
}
