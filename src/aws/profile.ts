import { failed } from '../core/catalogue/failed.js';

/**
 * The region of a profile in AWS's shared config files (`null`: AWS_PROFILE, else `default`), read by the SDK's own
 * loader; null where the profile has none. The SDK's whole chain is not used: on a machine without a region it asks the
 * instance metadata service over the network. Throws PROFILE_INVALID where a profile that is named is not there.
 */
export async function regionFromProfile(profile: string | null): Promise<string | null> {
  const members = (await sharedConfig(profile)).members;
  if (members === null && profile !== null) {
    throw failed('PROFILE_INVALID.unknown', { given: JSON.stringify(profile.slice(0, 100)) });
  }
  const region = members?.['region']?.trim();
  return region === undefined || region === '' ? null : region;
}

/** What is wrong with a profile that gave no credentials. The catalogue knows each code. */
export interface ProfileTrouble {
  code:
    | 'ERR_PROFILE_MISSING'
    | 'ERR_PROFILE_SSO'
    | 'ERR_PROFILE_SOURCE'
    | 'ERR_PROFILE_MFA'
    | 'ERR_PROFILE_PROCESS'
    | 'ERR_PROFILE_LOGIN';
  words: string;
}

/**
 * Why the profile (`null`: AWS_PROFILE, else `default`) may have given no credentials: the SDK goes on to the next source
 * and says in the end that it found none. Null where nothing of it can be seen in the shared config files. Names keys and
 * profiles, never a value that could be a secret.
 */
export async function profileTrouble(profile: string | null): Promise<ProfileTrouble | null> {
  const { name, members, all } = await sharedConfig(profile);
  const named = profile !== null || (process.env['AWS_PROFILE'] ?? '') !== '';
  if (members === null) {
    return named ? { code: 'ERR_PROFILE_MISSING', words: `there is no profile ${name.slice(0, 100)}` } : null;
  }
  const has = (key: string) => isSet(members, key);
  if (has('sso_session') || has('sso_start_url')) return ssoTrouble(members, all);
  if (has('login_session')) return { code: 'ERR_PROFILE_LOGIN', words: 'there is no valid session of aws login' };
  if (has('role_arn') && !has('web_identity_token_file')) return roleTrouble(members, all);
  if (has('credential_process')) return { code: 'ERR_PROFILE_PROCESS', words: 'its credential_process gave none' };
  return null;
}

type Members = Record<string, string | undefined>;
const SSO_KEYS = ['sso_account_id', 'sso_role_name', 'sso_region', 'sso_start_url'];

const isSet = (members: Members, key: string) => (members[key] ?? '') !== '';

/** Of a profile that takes on a role with the credentials of another source. */
function roleTrouble(members: Members, all: Record<string, Members | undefined>): ProfileTrouble {
  const { source_profile: source } = members;
  const fromSource = (words: string): ProfileTrouble => ({ code: 'ERR_PROFILE_SOURCE', words });
  if (source === undefined) {
    if (isSet(members, 'mfa_serial')) return MFA;
    return isSet(members, 'credential_source')
      ? fromSource('its credential_source gave no credentials')
      : fromSource('it has a role_arn and neither source_profile nor credential_source');
  }
  const named = `source_profile ${source.slice(0, 100)}`;
  if (all[source] === undefined) return fromSource(`its ${named} is not there`);
  return isSet(members, 'mfa_serial') ? MFA : fromSource(`its ${named} gave no credentials`);
}

const MFA: ProfileTrouble = { code: 'ERR_PROFILE_MFA', words: 'it has an mfa_serial' };

/** Null where the settings are whole: then it is the session that has ended. */
function ssoTrouble(members: Members, all: Record<string, Members | undefined>): ProfileTrouble | null {
  const { sso_session: session } = members;
  const section = session === undefined ? {} : all[`sso-session.${session}`];
  if (section === undefined) {
    return { code: 'ERR_PROFILE_SSO', words: `its sso_session ${session?.slice(0, 100)} is not there` };
  }
  const lacking = SSO_KEYS.filter((key) => ({ ...section, ...members })[key] === undefined);
  return lacking.length === 0 ? null : { code: 'ERR_PROFILE_SSO', words: `it lacks ${lacking.join(', ')}` };
}

async function sharedConfig(profile: string | null) {
  const { loadSharedConfigFiles, getProfileName } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const name = getProfileName(profile === null ? {} : { profile });
  const [config, credentials] = [configFile[name], credentialsFile[name]];
  // As in the SDK, what stands in the credentials file wins.
  const members: Members | null =
    config === undefined && credentials === undefined ? null : { ...config, ...credentials };
  const all: Record<string, Members | undefined> = { ...configFile, ...credentialsFile };
  return { name, members, all };
}
