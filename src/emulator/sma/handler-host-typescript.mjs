/**
 * Module hooks that let Node load TypeScript as it is: types are stripped, unused imports dropped (most of them are types),
 * and files found as bundlers find them. Registered only for a handler that is TypeScript.
 */
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/wasm-typescript';

const ENDINGS = ['.ts', '.mts', '.cts', '.tsx'];
const isTypeScript = (/** @type {string} */ name) => ENDINGS.includes(extname(name));

/** @param {string} specifier @param {any} context @param {any} next */
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const parent = context.parentURL;
    if (!/^\.{0,2}\//.test(specifier) || typeof parent !== 'string') throw error;
    const base = fileURLToPath(new URL(specifier, parent));
    const bare = base.replace(/\.([cm]?)js$/, '');
    for (const path of [
      `${bare}.ts`,
      `${bare}.mts`,
      `${bare}.cts`,
      `${base}.ts`,
      `${base}.js`,
      `${base}/index.ts`,
      `${base}/index.js`,
    ]) {
      if (await isFile(path)) return { url: pathToFileURL(path).href, shortCircuit: true };
    }
    throw error;
  }
}

/** @param {string} url @param {any} context @param {any} next */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !isTypeScript(new URL(url).pathname)) return next(url, context);
  const path = fileURLToPath(url);
  return { format: 'module', source: withoutTypes(await readFile(path, 'utf8'), path), shortCircuit: true };
}

/** @param {string} source @param {string} path */
function withoutTypes(source, path) {
  try {
    const options = /** @type {const} */ ({
      mode: 'transform',
      filename: path,
      sourceMap: false,
      transform: { verbatimModuleSyntax: false },
    });
    return asModule(transformSync(source, options).code);
  } catch (error) {
    const { message, startLine } = /** @type {{message?: string, startLine?: number}} */ (error);
    throw new SyntaxError(`${path}${startLine === undefined ? '' : `:${startLine}`}: ${message ?? error}`);
  }
}

const COMMONJS = /\b(?:require\s*\(|module\.exports|exports\.\w|__dirname|__filename)/;

/** TypeScript is usually compiled to CommonJS, so its code may use what only stands there. @param {string} code */
function asModule(code) {
  if (!COMMONJS.test(code)) return code;
  const head = `import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __fileOf } from 'node:url';
const require = __createRequire(import.meta.url), __filename = __fileOf(import.meta.url), __dirname = __dirnameOf(__filename);
const module = { exports: {} }, exports = module.exports;
`;
  const usesExports = /\b(?:module\.exports|exports\.\w)/.test(code);
  return `${head}${code}\n${usesExports ? 'export default module.exports;' : ''}`;
}

/** @param {string} path */
async function isFile(path) {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
