/**
 * The region of a profile in AWS's shared config files (`null`: AWS_PROFILE, else `default`), read by the SDK's own
 * loader; null where the profile or its region is not there. The SDK's whole chain is not used: on a machine without a
 * region it asks the instance metadata service over the network.
 */
export async function regionFromProfile(profile: string | null): Promise<string | null> {
  const region = (await membersOf(profile))?.['region']?.trim();
  return region === undefined || region === '' ? null : region;
}

/** Whether the shared config files know this profile. */
export async function isProfileKnown(profile: string): Promise<boolean> {
  return (await membersOf(profile)) !== null;
}

async function membersOf(profile: string | null): Promise<Record<string, string | undefined> | null> {
  const { loadSharedConfigFiles, getProfileName } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const name = getProfileName(profile === null ? {} : { profile });
  const [config, credentials] = [configFile[name], credentialsFile[name]];
  // As in the SDK, what stands in the credentials file wins.
  return config === undefined && credentials === undefined ? null : { ...config, ...credentials };
}
