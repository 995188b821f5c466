import { Flags } from '@oclif/core';

/** `--call-id` -> `CHIME_JOIN_CALL_ID`. */
export function environmentName(flag: string): string {
  return `CHIME_JOIN_${flag.toUpperCase().replaceAll('-', '_')}`;
}

/** A flag with a value; its environment variable is shown in the help. */
export function value(name: string, description: string, helpValue: string) {
  return Flags.string({ description, helpValue, env: environmentName(name) });
}

/** A flag with a value that may be repeated. Its environment variable holds one value. */
export function values(name: string, description: string, helpValue: string) {
  return Flags.string({ description, helpValue, env: environmentName(name), multiple: true, multipleNonGreedy: true });
}

/** A flag with a value that must be typed: no environment variable stands for it. */
export function typedValue(description: string, helpValue: string) {
  return Flags.string({ description, helpValue });
}

/** A flag with a value out of a few. */
export function choice<const Option extends string>(name: string, description: string, options: readonly Option[]) {
  return Flags.option({ description, env: environmentName(name), options })();
}

/** The same where another command's flag of this name has other values: one variable cannot mean both. */
export function typedChoice<const Option extends string>(description: string, options: readonly Option[]) {
  return Flags.option({ description, options })();
}

/** A switch must be typed: it has no environment variable. */
export function typedSwitch(description: string) {
  return Flags.boolean({ description });
}

const GLOBAL = { helpGroup: 'GLOBAL' };

/** Of every command whose output is not another's: the emulator's ready line, or what its command writes. */
const WITHOUT_JSON = {
  'no-input': Flags.boolean({ description: 'never ask anything', ...GLOBAL }),
  'no-color': Flags.boolean({ description: 'no colours, as NO_COLOR does', ...GLOBAL }),
  quiet: Flags.boolean({ description: 'no progress on stderr; warnings and errors stay', ...GLOBAL }),
};

/** Of every other command. */
export const EVERYWHERE: typeof WITHOUT_JSON & { json?: ReturnType<typeof typedSwitch> } = {
  json: Flags.boolean({ description: 'write one JSON document to stdout, whatever happens', ...GLOBAL }),
  ...WITHOUT_JSON,
};
export const EVERYWHERE_BUT_JSON: typeof EVERYWHERE = WITHOUT_JSON;

/** Of every command that talks to AWS. */
export const TOWARDS_AWS = {
  region: { ...value('region', "the SMA's region (default: AWS's own region chain)", 'REGION'), ...GLOBAL },
  'meetings-region': {
    ...value('meetings-region', "the meeting's control region (default: --region, where it is one)", 'REGION'),
    ...GLOBAL,
  },
  profile: { ...value('profile', 'profile of the AWS configuration files', 'NAME'), ...GLOBAL },
  'endpoint-url': { ...value('endpoint-url', 'another AWS: https, or http on this machine', 'URL'), ...GLOBAL },
  timeout: { ...value('timeout', 'how long the whole run may take (default: 2m)', 'DURATION'), ...GLOBAL },
  debug: Flags.boolean({ description: 'trace every request on stderr, never its secrets', ...GLOBAL }),
};
