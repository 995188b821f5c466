/** The program's own sources, as text and as what they import. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = join(ROOT, 'src');

export interface Source {
  /** Under src, with slashes: `core/bridge/bridge.ts`. */
  path: string;
  /** The folder right under src; '' for the files that stand beside them. */
  room: string;
  /** Comments left out. */
  code: string;
  imports: Import[];
}

export interface Import {
  /** As it is written; a file of ours as its path under src. */
  target: string;
  ours: boolean;
}

export const SOURCES: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.(?:ts|mjs|cjs|js)$/.test(path))
  .map((path) => {
    const code = withoutComments(readFileSync(join(SRC, path), 'utf8'));
    return {
      path,
      room: path.includes('/') ? (path.split('/')[0] as string) : '',
      code,
      imports: importsIn(code, path),
    };
  });

/** Texts are kept: an import's name is one. A `//` inside a text is not a comment. */
export function withoutComments(code: string): string {
  const PIECES = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return code.replace(PIECES, (_, text: string | undefined) => text ?? '');
}

/** Static, for effect, dynamic, of types, and `require`. */
export function importsIn(code: string, path: string): Import[] {
  const patterns = [
    /\bfrom\s*(['"])([\w@./:-]+)\1/g,
    /\bimport\s*(['"])([\w@./:-]+)\1/g,
    /\bimport\s*\(\s*(['"`])([\w@./:-]+)\1/g,
    /\brequire\s*\(\s*(['"`])([\w@./:-]+)\1/g,
  ];
  return patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, , target = '']) => {
      if (!target.startsWith('.')) return { target, ours: false };
      const file = posix.normalize(posix.join(dirname(path), target)).replace(/\.js$/, '.ts');
      return { target: file, ours: true };
    }),
  );
}

export const roomOf = (target: string) => (target.includes('/') ? (target.split('/')[0] as string) : '');

/** The text between quotation marks of any kind; what stands in a comment is nobody's advice. */
export function textsIn(code: string): string[] {
  return [...withoutComments(code).matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, one, two, three]) => one ?? two ?? three ?? '',
  );
}
