import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { HandlerSource } from './sma/index.js';

const EXTENSIONS = ['mjs', 'cjs', 'js', 'ts', 'py'];

const FUNCTION_ARN =
  /^arn:(?:aws[a-zA-Z-]*)?:lambda:([a-z]{2}(?:-gov|-isob?)?-[a-z]+-\d):\d{12}:function:([a-zA-Z0-9-_]+)(?::(?:\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** The region and the name in a function's ARN (chime-sdk-voice service model, FunctionArn), or undefined for other text. */
export function functionIn(lambdaArn: string): { region: string; name: string } | undefined {
  const [, region, name] = FUNCTION_ARN.exec(lambdaArn) ?? [];
  return region === undefined || name === undefined ? undefined : { region, name };
}

/**
 * The handler of a function of this name: the emulator's own, or, for a function `other`, the file `other.mjs` (.cjs, .js,
 * .ts, .py) beside it. Behind an invocation API every function has its URL.
 */
export function handlerNamed(name: string, own: { name: string; source: HandlerSource }): HandlerSource | undefined {
  if (name === own.name) return own.source;
  if ('url' in own.source) {
    const url = new URL(own.source.url);
    const path = url.pathname.replace(/\/functions\/[^/]+\//, `/functions/${name}/`);
    return path === url.pathname ? undefined : { url: new URL(path + url.search, url).href };
  }
  const folder = dirname(resolve(own.source.file));
  const file = EXTENSIONS.map((extension) => join(folder, `${name}.${extension}`)).find((each) => existsSync(each));
  return file === undefined ? undefined : { file };
}
