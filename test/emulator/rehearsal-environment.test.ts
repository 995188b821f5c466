import { expect, it } from 'vitest';
import { rehearsalEnvironment } from '../../src/emulator/rehearse.js';

const inherited = (names: string[]) => Object.fromEntries(names.map((name) => [name, 'theirs']));

it.each([
  'AWS_PROFILE',
  'AWS_CA_BUNDLE',
  'AWS_ENDPOINT_URL_STS',
  'CHIME_JOIN_PROFILE',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'npm_config_https_proxy',
  'npm_config_noproxy',
  'GLOBAL_AGENT_HTTPS_PROXY',
  'NODE_USE_ENV_PROXY',
])('%s is taken from a rehearsal: it could lead to the real AWS', (name) => {
  expect(Object.keys(rehearsalEnvironment(inherited([name, 'HOME']), {}, '/folder', '/programs'))).not.toContain(name);
});

it('finds our own programs first, and whatever stood on the PATH after them', () => {
  expect(rehearsalEnvironment({ PATH: '/usr/bin:/bin' }, {}, '/folder', '/programs')['PATH']).toBe(
    '/programs:/usr/bin:/bin',
  );
  // An empty entry would be the working folder.
  expect(rehearsalEnvironment({}, {}, '/folder', '/programs')['PATH']).toBe('/programs');
});

it.each(['HOME', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'GOPROXY_'])('%s stays', (name) => {
  expect(rehearsalEnvironment(inherited([name]), {}, '/folder', '/programs')).toMatchObject({ [name]: 'theirs' });
});
