import { failed } from '../core/catalogue/failed.js';
import { typedSwitch, values } from './flags.js';

/** How a handler's file is run; the same for `handler check` and the emulator. */
export const HANDLER_SETTING_FLAGS = {
  env: values('env', 'a variable for the handler, may be repeated', 'NAME=VALUE'),
  'allow-network': typedSwitch('let the handler reach the network; without, it reaches nothing but the emulator'),
};

export interface HandlerSettingFlags {
  env?: string[] | undefined;
  'allow-network'?: boolean | undefined;
}

export interface HandlerSettings {
  variables: Record<string, string>;
  allowNetwork: boolean;
}

const NAME = /^[A-Za-z_]\w*$/;

export function handlerSettings({
  env = [],
  'allow-network': allowNetwork = false,
}: HandlerSettingFlags): HandlerSettings {
  return { variables: Object.fromEntries(env.map(variableOf)), allowNetwork };
}

function variableOf(text: string): [string, string] {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  if (NAME.test(name)) return [name, text.slice(at + 1)];
  throw failed('USAGE.environment', { given: JSON.stringify(text.slice(0, 40)) });
}
