import { dirname } from 'node:path';
import type { Outside } from './outside.js';
import { MEMORY_SIZE_MB, type SystemLogLevel } from './platform-lines.js';

export interface SandboxOptions extends HandlerSettings {
  file: string;
  region: string;
  functionName: string;
  functionArn: string;
  logGroupName: string;
  logFormat: 'Text' | 'JSON';
  systemLogLevel?: SystemLogLevel;
}

/** How the operator wants a handler's file to be run. */
export interface HandlerSettings {
  /** The function's name in the file; Lambda's usual names where it is left out. */
  exportName?: string | undefined;
  /** Lambda's name of the runtime whose rules count, such as nodejs24.x. */
  runtime?: string | undefined;
  /** The operator's own variables for it. */
  variables?: Readonly<Record<string, string>> | undefined;
  /** Whether it may reach whatever it likes. */
  allowNetwork?: boolean | undefined;
  /** What it may reach in any case, as `host:port`. */
  reachable?: readonly string[] | undefined;
  /** Takes what it looked for outside of its process, after each invocation that looked for something. */
  onOutside?: ((outside: Outside) => void) | undefined;
}

const NODE_MAJOR = process.versions.node.split('.')[0];

/**
 * The environment a handler sees: what Lambda gives (developer guide, "Defined runtime environment variables"), and
 * nothing of the operator's but what was asked for. Lambda gives credentials too; here there are none, and the last ones keep an AWS SDK
 * from finding the operator's own, and from trying long what is blocked.
 */
export function sandboxVariables(options: SandboxOptions, logStreamName: string): Record<string, string> {
  return {
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${options.runtime ?? `nodejs${NODE_MAJOR}.x`}`,
    AWS_LAMBDA_FUNCTION_NAME: options.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_SIZE_MB),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: options.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: options.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: dirname(options.file),
    LANG: 'en_US.UTF-8',
    NODE_PATH: '/opt/nodejs/node_modules:/var/runtime/node_modules',
    PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
    TZ: ':UTC',
    HOME: '/nonexistent',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    // Where nothing is reached, the look for credentials is an attempt that can be seen.
    ...(options.allowNetwork === true ? { AWS_EC2_METADATA_DISABLED: 'true' } : { AWS_MAX_ATTEMPTS: '1' }),
    ...options.variables,
  };
}
