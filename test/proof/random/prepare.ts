/** What must be done once before time is virtual: modules take real time to load, and settings are not the operator's. */
import '@smithy/core/config';
import '@smithy/core/schema';
import '@smithy/node-http-handler';
import '../../../src/aws/sdk/logs.js';
import '../../../src/aws/sdk/meetings.js';
import '../../../src/aws/sdk/voice.js';
import { performPlan } from './one-run.js';
import { randomPlan } from './plan.js';

/** The emulator takes any signature; the SDK will not sign without keys, and must not read the operator's files. */
const SETTINGS = {
  AWS_ACCESS_KEY_ID: 'proof',
  AWS_SECRET_ACCESS_KEY: 'proof',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

/** A few runs whose time waits for the disk: after them nothing is loaded any more. */
export async function prepare(): Promise<void> {
  for (const name of Object.keys(process.env)) {
    if (/^(?:AWS_|CHIME_JOIN_|NODE_EXTRA_CA_CERTS$)|_proxy$/i.test(name)) delete process.env[name];
  }
  Object.assign(process.env, SETTINGS);
  for (const number of [0, 1, 2]) {
    const plan = randomPlan(1, number);
    await performPlan({ ...plan, asked: { ...plan.asked, debug: true } }, { seed: 1, number, patient: true });
  }
}
