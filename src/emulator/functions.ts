import { existsSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import type { HandlerSource } from './sma/sip-media-application.js';

type FileHandler = Extract<HandlerSource, { file: string }>;

const EXTENSIONS = ['mjs', 'cjs', 'js', 'ts', 'py'];

const FUNCTION_ARN =
  /^arn:(?:aws[a-zA-Z-]*)?:lambda:([a-z]{2}(?:-gov|-isob?)?-[a-z]+-\d):\d{12}:function:([a-zA-Z0-9-_]+)(?::(?:\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** The region and the name in a function's ARN (chime-sdk-voice service model, FunctionArn), or undefined for other text. */
export function functionIn(lambdaArn: string): { region: string; name: string } | undefined {
  const [, region, name] = FUNCTION_ARN.exec(lambdaArn) ?? [];
  return region === undefined || name === undefined ? undefined : { region, name };
}

/**
 * The handler of a function of this name, the likeliest first, where there is more than one way to run it: the emulator's own, or,
 * for a function `other`, the file `other.mjs` (.cjs, .js, .ts, .py) beside it. Behind an invocation API every function has its
 * URL. Empty where there is no such function.
 */
export function handlersNamed(name: string, own: { name: string; source: HandlerSource }): HandlerSource[] {
  if (name === own.name) return [own.source];
  if ('url' in own.source) {
    const url = new URL(own.source.url);
    const path = url.pathname.replace(/\/functions\/[^/]+\//, `/functions/${name}/`);
    return path === url.pathname ? [] : [{ url: new URL(path + url.search, url).href }];
  }
  const folder = dirname(resolve(own.source.file));
  const file = EXTENSIONS.map((extension) => join(folder, `${name}.${extension}`)).find((each) => existsSync(each));
  return file === undefined ? [] : besides(own.source, file);
}

/**
 * The neighbor runs as the handler does. The export that the operator named is the handler's: the neighbor may have one of that
 * name or one of the usual ones, and in another language it has neither that export nor that runtime.
 */
function besides({ exportName, runtime, start: _own, ...shared }: FileHandler, file: string): HandlerSource[] {
  const usual = { ...shared, file };
  if (languageOf(file) !== languageOf(shared.file)) return [usual];
  const sameRuntime = runtime === undefined ? usual : { ...usual, runtime };
  return exportName === undefined ? [sameRuntime] : [{ ...sameRuntime, exportName }, sameRuntime];
}

const languageOf = (file: string) => (extname(file) === '.py' ? 'Python' : 'JavaScript');
