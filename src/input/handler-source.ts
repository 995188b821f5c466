import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { failed } from '../core/catalogue/failed.js';

/** The handler that is meant: a file of the operator's, or a function behind Lambda's invocation API. */
export type HandlerSource = HandlerFile | { url: string };

export interface HandlerFile {
  file: string;
  /** The function in it, where the operator named one. */
  exportName?: string;
}

const EXTENSIONS = ['.mjs', '.cjs', '.js', '.ts', '.mts', '.cts', '.py'];

/** The one handler that is named, or null where none is. Throws where two are, or what is named is none. */
export async function handlerSource(
  flag: string,
  file: string | undefined,
  url: string | undefined,
): Promise<HandlerSource | null> {
  if (file !== undefined && url !== undefined) {
    throw failed('USAGE.two-handlers', { flag });
  }
  if (url !== undefined) return { url: invocationUrl(url) };
  return file === undefined ? null : handlerFile(flag, file);
}

/** `FILE#EXPORT`, unless a file of that whole name is there. */
const WITH_EXPORT = /^(.+)#([\w$.]+)$/s;

async function handlerFile(flag: string, text: string): Promise<HandlerFile> {
  const [, before = text, exportName] = (await isAFile(resolve(text))) ? [] : (WITH_EXPORT.exec(text) ?? []);
  const file = before;
  const path = resolve(file);
  const isFile = await isAFile(path);
  if (file !== '' && isFile && EXTENSIONS.includes(extname(path))) {
    return exportName === undefined ? { file: path } : { file: path, exportName };
  }
  const said = isFile ? `it ends in none of ${EXTENSIONS.join(', ')}` : 'there is no such file';
  throw failed('FILE_UNREADABLE.handler', { flag, file: JSON.stringify(file.slice(0, 200)), said });
}

function isAFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

const INVOCATIONS = /^\/2015-03-31\/functions\/[^/]+\/invocations$/;
/** As the Lambda Runtime Interface Emulator serves every function. */
const ANY_FUNCTION = '/2015-03-31/functions/function/invocations';

/** The whole URL of the function's invocation API. */
function invocationUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const loopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback))) {
    throw failed('ENDPOINT_INVALID.handler');
  }
  if (INVOCATIONS.test(url.pathname)) return url.href;
  if (url.pathname === '/' && url.search === '') return new URL(ANY_FUNCTION, url).href;
  throw failed('ENDPOINT_INVALID.handler-path');
}
