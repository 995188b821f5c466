import { isObject } from '../core/facts/json-object.js';
import { ACCOUNT_QUOTAS } from '../core/facts/limits.js';
import { integer } from './http/shape.js';
import type { Rule } from './world.js';

/** What AWS lets an account have at a time; AWS Support raises it. Request rates are not among them. */
export interface AccountQuotas {
  activeCalls: number;
  actionsPerSecond: number;
  concurrentMeetings: number;
  bots: number;
}

/** High enough that no rehearsal meets them by accident. */
export const RAISED_QUOTAS: AccountQuotas = {
  activeCalls: 5_000,
  actionsPerSecond: 500,
  concurrentMeetings: 5_000,
  bots: 100,
};

const NAMES = Object.keys(RAISED_QUOTAS) as (keyof AccountQuotas)[];
const COUNT = integer({ min: 0, max: 1_000_000 });

/** `aws`: what AWS gives to a new account. An object: those, and the emulator's own for what it leaves out. */
export function readAccountQuotas(given: unknown): AccountQuotas | { problem: string } {
  if (given === undefined) return RAISED_QUOTAS;
  if (given === 'aws') return ACCOUNT_QUOTAS;
  if (!isObject(given)) return { problem: `the quotas must be a JSON object with ${NAMES.join(', ')}` };
  for (const [name, value] of Object.entries(given)) {
    if (!(NAMES as string[]).includes(name)) {
      return { problem: `there is no quota '${name.slice(0, 40)}', only ${NAMES.join(', ')}` };
    }
    const problem = COUNT.problem(value, name);
    if (problem !== undefined) return { problem };
  }
  return { ...RAISED_QUOTAS, ...given };
}

const GENERAL = 'AWS general reference, "Amazon Chime SDK endpoints and quotas"';
const VOICE_FOCUS = 'https://docs.aws.amazon.com/chime-sdk/latest/dg/voice-focus.html';

/** What each quota counts, and where AWS states it. */
const COUNTED: Record<keyof AccountQuotas, { area: Rule['area']; text: string; source: string }> = {
  activeCalls: {
    area: 'sma',
    text: 'live calls at a time; a call that CallAndBridge has made two of counts as two',
    source: GENERAL,
  },
  actionsPerSecond: { area: 'sma', text: 'actions begun in a second, of all calls together', source: VOICE_FOCUS },
  concurrentMeetings: { area: 'meetings', text: 'live meetings of a region', source: GENERAL },
  bots: { area: 'sma', text: 'different bots that StartBotConversation names', source: GENERAL },
};

/** The quotas that are in force here, beside those of a new account. */
export function quotaRules(inForce: AccountQuotas): Rule[] {
  return NAMES.map((name) => {
    const { area, text, source } = COUNTED[name];
    const here = inForce[name].toLocaleString('en-US');
    const aws = ACCOUNT_QUOTAS[name].toLocaleString('en-US');
    return {
      id: `quota.${name}`,
      area,
      label: 'documented',
      rule: `In force here: at most ${here} ${text}. AWS starts with ${aws} (--quotas aws).`,
      source,
    };
  });
}
