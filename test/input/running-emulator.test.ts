import { describe, expect, it } from 'vitest';
import { emulatorRequest } from '../../src/input/emulator-options.js';
import { emulatorPressRequest } from '../../src/input/running-emulator.js';
import { context, stdin } from './given.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const URL = 'http://127.0.0.1:4566';
const press = (flags: object) =>
  emulatorPressRequest({ flags: { 'endpoint-url': URL, ...flags }, typed: new Set() }, context());

describe('emulator press', () => {
  it('takes the keys of a telephone', async () => {
    const flags = { 'transaction-id': ID, digits: '0123456789*#ABCD' };
    expect(await press(flags)).toEqual({ url: URL, transactionId: ID, digits: flags.digits });
  });

  it.each([
    [{ digits: '1' }, 'ID_MISSING'],
    [{ 'transaction-id': 'mine', digits: '1' }, 'ID_INVALID'],
    [{ 'transaction-id': ID }, 'USAGE'],
    [{ 'transaction-id': ID, digits: '' }, 'USAGE'],
    [{ 'transaction-id': ID, digits: '1 2' }, 'USAGE'],
    [{ 'transaction-id': ID, digits: '1'.repeat(129) }, 'USAGE'],
  ])('%j is %s', async (flags, code) => {
    await expect(press(flags)).rejects.toMatchObject({ code });
  });
});

describe('--quotas', () => {
  const quotas = async (text: string | undefined, file = '') => {
    const flags = text === undefined ? {} : { quotas: text };
    return (await emulatorRequest({ flags, typed: new Set() }, stdin(file))).quotas;
  };

  it('is aws, a file, or nothing', async () => {
    expect(await quotas('aws')).toBe('aws');
    expect(await quotas('-', '{"activeCalls":2}')).toEqual({ activeCalls: 2 });
    expect(await quotas(undefined)).toBeUndefined();
  });

  it('that is no JSON is refused', async () => {
    await expect(quotas('-', 'ten')).rejects.toMatchObject({ code: 'FILE_INVALID' });
  });
});
