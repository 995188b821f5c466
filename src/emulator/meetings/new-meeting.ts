import { externalIdProblem } from '../../core/facts/limits.js';
import { isKnownMediaRegion, mediaRegionProblem } from '../../core/facts/regions.js';
import type { CreateMeetingInput, MeetingFeatures } from './input.js';
import { MAX_ATTENDEES_IN_HIGH_RESOLUTION } from './meeting.js';

/** Why this meeting cannot be made from this control region, or undefined; the shape has been checked before. */
export function newMeetingProblem(input: CreateMeetingInput, region: string): string | undefined {
  const { ExternalMeetingId, MediaRegion, MeetingFeatures } = input;
  const idProblem = externalIdProblem(ExternalMeetingId);
  if (idProblem !== null) return `ExternalMeetingId is not valid: ${idProblem}`;
  if (!isKnownMediaRegion(MediaRegion)) return 'MediaRegion is not a Region that can host media';
  return mediaRegionProblem(region, MediaRegion) ?? resolutionProblem(MeetingFeatures);
}

function resolutionProblem(features: MeetingFeatures | undefined): string | undefined {
  const high = features?.Video?.MaxResolution === 'FHD' || features?.Content?.MaxResolution === 'UHD';
  if (!high) return undefined;
  const count = features?.Attendee?.MaxCount;
  if (count !== undefined && count <= MAX_ATTENDEES_IN_HIGH_RESOLUTION) return undefined;
  return `Video FHD and Content UHD need MeetingFeatures:Attendee:MaxCount of at most ${MAX_ATTENDEES_IN_HIGH_RESOLUTION}`;
}
