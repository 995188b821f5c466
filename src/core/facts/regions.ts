/**
 * Where the services live.
 * Sources: botocore endpoints.json; general reference "Amazon Chime SDK endpoints and quotas";
 * developer guide pages "Available Regions" and "Meeting Regions".
 */

/** Regions with an Amazon Chime SDK Voice endpoint, so the only ones an SMA can live in. */
export const VOICE_REGIONS = [
  'us-east-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
] as const;

/** Regions with an Amazon Chime SDK Meetings endpoint ("control regions"). eu-west-1 is not one of them. */
export const MEETINGS_REGIONS = [
  'us-east-1',
  'us-west-2',
  'af-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-2',
  'il-central-1',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;

/** Regions known to host a meeting's media. AWS adds to this list, so an unknown one earns a warning, not a refusal. */
export const MEDIA_REGIONS = [
  ...MEETINGS_REGIONS,
  'eu-north-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-3',
  'sa-east-1',
  'us-east-2',
  'us-west-1',
] as const;

/** Opt-in control regions whose meetings can host their media only in themselves (developer guide, "Meeting Regions"). */
const OWN_MEDIA_ONLY_REGIONS = ['af-south-1', 'il-central-1'] as const;

/** Shaped like a region name: `eu-west-1`, `us-gov-east-1`. */
export function looksLikeRegion(text: string): boolean {
  return /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/.test(text);
}

export function isVoiceRegion(region: string): boolean {
  return (VOICE_REGIONS as readonly string[]).includes(region);
}

export function isMeetingsRegion(region: string): boolean {
  return (MEETINGS_REGIONS as readonly string[]).includes(region);
}

export function isKnownMediaRegion(region: string): boolean {
  return (MEDIA_REGIONS as readonly string[]).includes(region);
}

/**
 * Why a meeting of this control region cannot have its media there, or null when nothing known forbids it:
 * af-south-1 and il-central-1 host their own media only, and a partition (aws, aws-us-gov) is never crossed.
 */
export function mediaRegionProblem(controlRegion: string, mediaRegion: string): string | null {
  const own = (OWN_MEDIA_ONLY_REGIONS as readonly string[]).includes(controlRegion);
  if (own && mediaRegion !== controlRegion) return `a meeting made in ${controlRegion} can host its media only there`;
  if (controlRegion.startsWith('us-gov-') !== mediaRegion.startsWith('us-gov-')) {
    return `${controlRegion} and ${mediaRegion} are in different AWS partitions`;
  }
  return null;
}
