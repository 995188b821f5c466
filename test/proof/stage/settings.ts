/** The emulator takes any signature; the SDK will not sign without keys, and must not read the operator's files. */
const SETTINGS = {
  AWS_ACCESS_KEY_ID: 'proof',
  AWS_SECRET_ACCESS_KEY: 'proof',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

/** The operator's own settings must not reach a proof, nor their certificates be read for each run. */
export function useProofSettings(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(?:AWS_|CHIME_JOIN_|NODE_EXTRA_CA_CERTS$)|_proxy$/i.test(name)) delete process.env[name];
  }
  Object.assign(process.env, SETTINGS);
}
