import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

/** Names that are looked for; most of them are guesses at an extension. */
const MAX_FILES = 150;
const MAX_TEXT = 2_000_000;

const SCRIPT_IMPORTS = /\b(?:from|import|require)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;
const PYTHON_IMPORTS = /^\s*(?:from|import)\s+\.?(\w+)/gm;

/** The handler's source with that of its own files, as far as they are named by relative imports; never throws. */
export async function handlerText(file: string): Promise<string> {
  const seen = new Set<string>();
  const waiting = [file];
  let text = '';
  for (let next = waiting.shift(); next !== undefined && seen.size < MAX_FILES; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const source = await textOf(next);
    if (text.length + source.length > MAX_TEXT) continue;
    text += `${source}\n`;
    waiting.push(...importsOf(next, source));
  }
  return text;
}

/** The files that may be meant; most of them are not there. */
function importsOf(file: string, source: string): string[] {
  const folder = dirname(file);
  if (extname(file) === '.py') {
    return [...source.matchAll(PYTHON_IMPORTS)].map(([, name = '']) => join(folder, `${name}.py`));
  }
  return [...source.matchAll(SCRIPT_IMPORTS)].flatMap(([, name = '']) =>
    ['', '.js', '.mjs', '.cjs', '/index.js'].map((ending) => join(folder, `${name}${ending}`)),
  );
}

async function textOf(file: string): Promise<string> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= MAX_TEXT ? await readFile(file, 'utf8') : '';
  } catch {
    return '';
  }
}
