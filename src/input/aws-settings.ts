import { failed } from '../core/catalogue/failed.js';
import { isMeetingsRegion, isVoiceRegion, MEETINGS_REGIONS, VOICE_REGIONS } from '../core/facts/regions.js';
import type { AwsSettings } from '../core/ports/aws.js';
import type { InputContext } from './context.js';
import { durationOf } from './typed.js';

/** The flags of TOWARDS_AWS, as parsed. */
export interface AwsFlags {
  region?: string | undefined;
  'meetings-region'?: string | undefined;
  profile?: string | undefined;
  'endpoint-url'?: string | undefined;
  timeout?: string | undefined;
  debug: boolean;
}

const DEFAULT_TIMEOUT_MS = 2 * 60_000;

export interface ResolvedAws extends AwsSettings {
  timeoutMs: number;
  debug: boolean;
}

/**
 * Where the requests go, and as whom. The SMA's region: flag, environment, the event's AwsRegion, AWS_REGION,
 * AWS_DEFAULT_REGION, the profile's. Its validity is for `core` to judge.
 */
export async function resolveAws(
  flags: AwsFlags,
  eventRegion: string | null,
  context: InputContext,
): Promise<ResolvedAws> {
  const common = resolveAccess(flags);
  const region = await voiceRegion(flags, eventRegion, common.profile, context);
  // A region without voice is what is wrong, and `core` tells so: no meetings region would mend it.
  const meetingsRegion = flags['meetings-region'] ?? (isVoiceRegion(region) ? meetingsRegionOf(region) : region);
  return { ...common, region, meetingsRegion };
}

/** As `resolveAws`, for what only the meetings service is asked: `--meetings-region`, else whatever names a region. */
export async function resolveMeetings(flags: AwsFlags, context: InputContext): Promise<ResolvedAws> {
  const common = resolveAccess(flags);
  const given = flags['meetings-region'];
  const meetingsRegion = given ?? meetingsRegionOf(await voiceRegion(flags, null, common.profile, context));
  return { ...common, region: meetingsRegion, meetingsRegion };
}

export type AccessFlags = Pick<AwsFlags, 'profile' | 'endpoint-url' | 'timeout' | 'debug'>;

/** Which AWS earlier runs are looked for in, and as whom; a run's own regions and profile are the default. */
export interface RunsAccess {
  profile: string | null;
  endpointUrl: string | null;
  timeoutMs: number;
  debug: boolean;
}

export function resolveAccess(flags: AccessFlags): RunsAccess {
  const { profile = null, debug } = flags;
  if (profile === '') throw failed('PROFILE_INVALID.empty');
  const endpointUrl = flags['endpoint-url'] ?? null;
  if (endpointUrl !== null) checkEndpoint(endpointUrl);
  return { profile, endpointUrl, debug, timeoutMs: durationOf('timeout', flags.timeout, DEFAULT_TIMEOUT_MS) };
}

async function voiceRegion(
  flags: AwsFlags,
  eventRegion: string | null,
  profile: string | null,
  context: InputContext,
): Promise<string> {
  const { environment } = context;
  const named = [eventRegion, environment['AWS_REGION'], environment['AWS_DEFAULT_REGION']];
  // A flag that is given counts even if it is empty: that is a mistake to tell, not one to repair.
  const region = flags.region ?? named.find((name) => name !== null && name !== undefined && name !== '');
  const found = region ?? (await context.regionFromProfile(profile ?? environment['AWS_PROFILE'] ?? null));
  if (found !== null) return found;
  if (context.questions !== null)
    return context.questions.choice('In which region is the SIP media application?', VOICE_REGIONS);
  throw failed('REGION_MISSING.none');
}

function meetingsRegionOf(region: string): string {
  if (isMeetingsRegion(region)) return region;
  const given = JSON.stringify(region.slice(0, 40));
  throw failed('REGION_MISSING.meetings', { given, known: MEETINGS_REGIONS.join(', ') });
}

function checkEndpoint(endpointUrl: string): void {
  const url = URL.canParse(endpointUrl) ? new URL(endpointUrl) : null;
  const loopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return;
  throw failed('ENDPOINT_INVALID.url');
}
