import { lookFirst } from '../advice.js';
import type { Again, Circumstances, Entry, Wording } from './entry.js';
import { operationOf } from './operations.js';

/** The text in this situation. */
export function worded(telling: Wording, told: Circumstances): string {
  return typeof telling === 'string' ? telling : telling(told);
}

/** Whether it may be sent again, in this situation. */
export function againIn({ again }: Pick<Entry, 'again'>, told: Circumstances): Again {
  return typeof again === 'string' ? again : again(told);
}

/** How a text speaks of a request that may have taken effect: one that only reads has none. */
export function openQuestion(reads: boolean): Pick<Circumstances, 'perhaps' | 'lookFirst'> {
  return reads
    ? { perhaps: '', lookFirst: [] }
    : {
        perhaps: '; it may have taken effect',
        lookFirst: [lookFirst('whether it took effect')],
      };
}

/** A situation of which no more is known than the operation, and perhaps not even that. */
export function generalCircumstances(operation: string | null, status = 0): Circumstances {
  const known = operation === null ? null : operationOf(operation);
  return {
    operation: operation ?? 'that was asked for',
    doing: known?.doing ?? 'do what was asked',
    permission: known?.permission ?? 'the chime: (or logs:) action',
    subject: known?.subject ?? 'other',
    region: 'this region',
    endpoint: "AWS's endpoint",
    profile: null,
    proxy: 'the proxy that HTTPS_PROXY names',
    trust: null,
    status,
    ...openQuestion(known?.reads === true),
  };
}
