/** The composition root: the one place where the rooms are put together, and where the process's own facts come in. */
import { createHash } from 'node:crypto';
import type { AwsHooks } from '../aws/open.js';
import type { Aws, AwsSettings } from '../core/ports/aws.js';
import { openQuestions, personIsThere } from '../input/ask.js';
import type { ResolvedAws } from '../input/aws-settings.js';
import type { InputContext } from '../input/context.js';
import { readStandardInput } from '../input/stream-bytes.js';
import type { Streams } from '../output/streams.js';

/** Where `input` reads. A person is asked on stderr, and only where both ends are terminals. */
export function openInput(
  streams: Streams,
  noInput: boolean,
  say: (text: string) => void,
  signal: AbortSignal,
): InputContext {
  const { env: environment, stdin } = process;
  const stdinIsTerminal = stdin.isTTY === true;
  const facts = {
    stdinIsTerminal,
    stderrIsTerminal: streams.errIsTerminal,
    environment,
    noInput,
  };
  return {
    environment,
    questions: personIsThere(facts) ? openQuestions(streams.errStream, signal) : null,
    readStdin: (atMost) => readStandardInput(atMost, signal),
    regionFromProfile: async (profile) => (await import('../aws/profile.js')).regionFromProfile(profile),
    stdinIsTerminal,
    say,
    signal,
  };
}

/** Where the meetings service's requests go; null: AWS's own endpoint. */
export async function endpointOf(settings: AwsSettings): Promise<string | null> {
  const { configuredEndpoint } = await import('../aws/endpoint.js');
  return configuredEndpoint(settings);
}

/** SHA-256, in hex. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** AWS, for the time of `work`; its connections are closed afterwards, so that the process can end at once. */
export async function withAws<T>(settings: ResolvedAws, hooks: AwsHooks, work: (aws: Aws) => Promise<T>): Promise<T> {
  const { openAws } = await import('../aws/open.js');
  const aws = openAws(settings, hooks);
  try {
    return await work(aws);
  } finally {
    aws.close();
  }
}
