import { describe, expect, it } from 'vitest';
import { sipHeadersProblem } from '../../../src/emulator/voice/sip-headers.js';

describe('SIP headers', () => {
  it.each(['x-account', 'X-Account', 'User-to-User', 'user-to-user', 'Diversion', 'X-chime-join-token'])(
    'may be %s',
    (name) => {
      expect(sipHeadersProblem({ [name]: '1' })).toBeUndefined();
    },
  );

  it.each(['x-vine', 'X-AMZN-a', 'x-vc-a', 'x-canary-1', 'x-voice-a', 'From', 'account', ''])(
    'cannot be %j',
    (name) => {
      expect(sipHeadersProblem({ [name]: '1' })).toBe(`Invalid SIP header(s) provided: ${name}`);
    },
  );

  it('have 2,048 characters at most, name and value together', () => {
    const name = 'x-a';
    expect(sipHeadersProblem({ [name]: 'v'.repeat(2_048 - name.length) })).toBeUndefined();
    expect(sipHeadersProblem({ [name]: 'v'.repeat(2_049 - name.length) })).toBeDefined();
  });

  it('that are wrong are all named, shortened, and never with their values', () => {
    const problem = sipHeadersProblem({ From: 'secret', 'x-good': 'fine', [`To${'o'.repeat(300)}`]: 'secret' }) ?? '';
    expect(problem).toMatch(/^Invalid SIP header\(s\) provided: From, Too+$/);
    expect(problem.length).toBeLessThan(200);
    expect(problem).not.toContain('secret');
    expect(problem).not.toContain('x-good');
  });

  it('that are none have no problem', () => {
    expect(sipHeadersProblem({})).toBeUndefined();
  });
});
