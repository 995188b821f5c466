import { assembleAws } from './assemble.js';
import type { Emulator, EmulatorOptions, SmaParts } from './emulator.js';
import type { Rule, SipMediaApplication } from './world.js';

/**
 * Puts one embedded AWS together and lets it listen on loopback. Rejects with an Error that has a `code` where the port
 * cannot be had (EADDRINUSE, EACCES, ERR_SOCKET_BAD_PORT), as `assembleAws` does, or as `createSma` does.
 */
export async function startEmbeddedAws(
  options: EmulatorOptions,
  createSma: (parts: SmaParts) => Promise<SipMediaApplication>,
  rules: readonly Rule[],
): Promise<Emulator> {
  const { aws, server } = await assembleAws(options, createSma, rules);
  const port = await server.listen(options.port ?? 0).catch(async (error: unknown) => {
    // The handler's process is running by now, and would keep ours alive.
    await aws.close();
    throw error;
  });
  const url = `http://127.0.0.1:${port}`;
  return { ...aws, url, env: environment(url, aws.region) };
}

export function environment(url: string, region: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'EMULATOR',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: url,
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: url,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
  };
}
