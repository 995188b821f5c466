/** What must be done once before time is virtual: modules take real time to load, and settings are not the operator's. */
import '@smithy/core/config';
import '@smithy/core/schema';
import '@smithy/node-http-handler';
import '../../../src/aws/sdk/logs.js';
import '../../../src/aws/sdk/meetings.js';
import '../../../src/aws/sdk/voice.js';
import { useProofSettings } from '../stage/settings.js';
import { performPlan } from './one-run.js';
import { randomPlan } from './plan.js';

/** A few runs whose time waits for the disk: after them nothing is loaded any more. */
export async function prepare(): Promise<void> {
  useProofSettings();
  for (const number of [0, 1, 2]) {
    const plan = randomPlan(1, number);
    await performPlan({ ...plan, asked: { ...plan.asked, debug: true } }, { seed: 1, number, patient: true });
  }
}
