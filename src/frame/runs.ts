/** The composition root's third part: the AWS of earlier runs, each in the regions, and with the profile, it was run with. */

import type { AwsHooks } from '../aws/open.js';
import { SYSTEM_CLOCK } from '../aws/pace.js';
import type { Place } from '../core/journal/entry.js';
import type { Aws } from '../core/ports/aws.js';
import type { RunsReach } from '../core/runs/ports.js';
import type { RunsAccess } from '../input/aws-settings.js';
import { openRuns } from './journal.js';
import { digest, endpointOf } from './wiring.js';

/** What the commands over runs reach, for the time of `work`; all connections are closed afterwards. */
export async function withRuns<T>(
  { profile, endpointUrl }: RunsAccess,
  version: string,
  hooks: AwsHooks,
  work: (reach: RunsReach) => Promise<T>,
): Promise<T> {
  const opened = new Map<string, Aws & { close(): void }>();
  const settingsOf = ({ region, meetingsRegion, profile: its }: Place) => ({
    ...{ region, meetingsRegion, endpointUrl },
    profile: profile ?? its,
  });
  try {
    return await work({
      journal: await openRuns(version, { profile, endpointUrl }),
      clock: SYSTEM_CLOCK,
      digest,
      endpointOf: (place) => endpointOf(settingsOf(place)),
      async awsOf(place) {
        const { openAws } = await import('../aws/open.js');
        const settings = settingsOf(place);
        const key = JSON.stringify(settings);
        const aws = opened.get(key) ?? openAws(settings, hooks);
        opened.set(key, aws);
        return aws;
      },
    });
  } finally {
    for (const aws of opened.values()) aws.close();
  }
}
