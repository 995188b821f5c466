import type { Capabilities, MeetingFeatures } from './input.js';

const RECEIVES = ['SendReceive', 'Receive'];

/** Why the meeting's features forbid these capabilities, or undefined (service model, AttendeeCapabilities). */
export function capabilitiesProblem(
  { Video, Content }: Capabilities,
  features: MeetingFeatures | undefined,
): string | undefined {
  if (features?.Video?.MaxResolution === 'None' && Video !== 'None') {
    return 'Video must be None in a meeting whose MeetingFeatures:Video:MaxResolution is None';
  }
  if (features?.Content?.MaxResolution === 'None' && Content !== 'None') {
    return 'Content must be None in a meeting whose MeetingFeatures:Content:MaxResolution is None';
  }
  if (RECEIVES.includes(Content) && !RECEIVES.includes(Video)) {
    return 'Content capabilities SendReceive and Receive need Video capabilities SendReceive or Receive';
  }
  return undefined;
}

/** What an attendee may do whose capabilities the request leaves out (service model, AttendeeCapabilities). */
export function defaultCapabilities(features: MeetingFeatures | undefined): Capabilities {
  const withoutVideo = features?.Video?.MaxResolution === 'None';
  const withoutContent = features?.Content?.MaxResolution === 'None';
  // The model's own corner case: content needs video, so video then stays receivable.
  const video = withoutVideo ? (withoutContent ? 'None' : 'Receive') : 'SendReceive';
  return { Audio: 'SendReceive', Video: video, Content: withoutContent ? 'None' : 'SendReceive' };
}
