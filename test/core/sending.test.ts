import { describe, expect, it } from 'vitest';
import { OPERATION_NAMES, operationOf } from '../../src/core/catalogue/operations.js';
import { SENT_OPERATIONS, sendingOf } from '../../src/core/facts/sending.js';

describe('what is sent again', () => {
  it('is everything but the update of a call, wherever it failed', () => {
    const careful = SENT_OPERATIONS.filter((operation) => sendingOf(operation).again !== 'wherever-it-failed');
    expect(careful).toEqual(['UpdateSipMediaApplicationCall']);
  });

  it('says why', () => {
    for (const operation of SENT_OPERATIONS) expect(sendingOf(operation).because).not.toBe('');
  });

  it('reads are those that change nothing', () => {
    const reads = SENT_OPERATIONS.filter((operation) => sendingOf(operation).because === 'it changes nothing');
    expect(reads).toEqual(SENT_OPERATIONS.filter((operation) => operationOf(operation).reads === true));
  });

  it('is never without end, and every operation has a pace and is known to the catalogue', () => {
    for (const operation of SENT_OPERATIONS) {
      const { attempts, perSecond } = sendingOf(operation);
      expect(attempts).toBeLessThanOrEqual(4);
      expect(perSecond).toBeLessThanOrEqual(10);
      expect(OPERATION_NAMES).toContain(operation);
    }
  });
});
