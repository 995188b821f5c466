/** The composition root for `emulator parity`: an account on one side, an emulator of this process on the other. */

import type { Exchange } from '../core/parity/ports.js';
import type { ParityRequest } from '../core/parity/request.js';
import type { Against } from '../core/parity/result.js';
import type { EmulatorsOwn } from '../core/parity/side.js';
import type { WireTrace } from '../core/ports/aws.js';
import type { ResolvedAws } from '../input/aws-settings.js';

export interface BothSides {
  account: Exchange;
  emulator: Exchange;
  own: EmulatorsOwn;
}

export interface Surroundings {
  version: string;
  trace: ((wire: WireTrace) => void) | null;
}

/** Both sides for the time of `work`. The emulator is reached with its own credentials, never with the operator's. */
export async function withBothSides<T>(
  { transactionId, region }: ParityRequest,
  aws: ResolvedAws,
  { version, trace }: Surroundings,
  work: (sides: BothSides) => Promise<T>,
): Promise<T> {
  const { startEmulator } = await import('../emulator/start.js');
  const { RULES } = await import('../emulator/rules/index.js');
  const { REFERENCE_HANDLER } = await import('../handler/contract.js');
  const { openExchange } = await import('../aws/exchange.js');
  const { whereItGoes } = await import('../aws/endpoint.js');
  // Nobody else draws on the quotas of an emulator.
  const where = await whereItGoes(aws);
  const paced = where === 'loopback' ? { perSecond: null } : {};
  const against: Against = where === 'aws' ? 'aws' : 'endpoint';
  const emulator = await startEmulator({ handlerFile: REFERENCE_HANDLER, region, stderr: () => {} });
  const account = openExchange(aws, { ...paced, ...(trace === null ? {} : { trace }) });
  const ours = openExchange(
    { region, meetingsRegion: aws.meetingsRegion, profile: null, endpointUrl: emulator.url },
    {
      perSecond: null,
      credentials: {
        accessKeyId: emulator.env['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: emulator.env['AWS_SECRET_ACCESS_KEY'] ?? '',
      },
    },
  );
  try {
    const call = transactionId === null ? null : await emulator.placeCall();
    const rules = RULES.flatMap(({ id, parity }) =>
      parity === undefined || parity.cases.length === 0 ? [] : [{ rule: id, cases: parity.cases }],
    );
    const { sipMediaApplicationId } = emulator;
    const own = { version, against, rules, sipMediaApplicationId, transactionId: call?.transactionId ?? '' };
    return await work({ account, emulator: ours, own });
  } finally {
    account.close();
    ours.close();
    await emulator.close();
  }
}
