/**
 * The region of a profile in AWS's shared config files (`null`: AWS_PROFILE, else `default`), read by the SDK's own
 * loader; null where the profile or its region is not there. The SDK's whole chain is not used: on a machine without a
 * region it asks the instance metadata service over the network.
 */
export async function regionFromProfile(profile: string | null): Promise<string | null> {
  const { loadSharedConfigFiles, getProfileName } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const name = getProfileName(profile === null ? {} : { profile });
  const region = credentialsFile[name]?.['region'] ?? configFile[name]?.['region'];
  return typeof region === 'string' && region.trim() !== '' ? region.trim() : null;
}
