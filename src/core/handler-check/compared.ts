/** What a source compares an argument with: words that open the way to its join, where the comparison itself cannot be watched. */

/** A bundle may be long. */
const MAX_SOURCE = 2_000_000;
const MAX_WORDS = 24;
/** How far behind a `switch` its cases are looked for. */
const SWITCH_REACH = 6_000;

const WORD = `(['"\`])([^'"\`\\n]{1,60})\\1`;
/** Between a name and what it is compared with: a call or two, brackets, question marks. */
const TAIL = `['"\\])?]*(?:\\??\\.\\w+\\([^()\\n]{0,30}\\)){0,3}[)\\s]*`;

/** The words, those of the name's own comparisons first; constants that stand there are looked up. */
export function comparedWith(name: string, source: string): string[] {
  const text = source.slice(0, MAX_SOURCE);
  const names = [name, ...aliasesOf(name, text)].map(escaped);
  const one = `\\b(?:${names.join('|')})\\b`;
  const words: string[] = [];
  const add = (pattern: string, group: number) => {
    for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
      words.push(match[group] ?? '');
      if (words.length > 200) break;
    }
  };
  add(`${one}${TAIL}[!=]==?\\s*${WORD}`, 2);
  add(`${WORD}\\s*[!=]==?\\s*[\\w.$?\\[\\]'"]{0,80}${one}`, 2);
  add(`${one}${TAIL}\\??\\.(?:startsWith|endsWith|includes|startswith|endswith|localeCompare)\\(\\s*${WORD}`, 2);
  for (const match of text.matchAll(
    new RegExp(`\\[([^\\[\\]]{1,400})\\]\\s*\\.(?:includes|indexOf)\\([^()]{0,60}${one}`, 'g'),
  ))
    words.push(...wordsIn(match[1] ?? ''));
  for (const match of text.matchAll(new RegExp(`${one}${TAIL}\\s(?:not\\s+)?in\\s*[\\[({]([^\\])}]{1,400})`, 'g')))
    words.push(...wordsIn(match[1] ?? ''));
  for (const match of text.matchAll(new RegExp(`switch\\s*\\([^{}]{0,120}${one}[^{}]{0,60}\\{`, 'g'))) {
    const cases = text.slice(match.index, match.index + SWITCH_REACH).matchAll(/\bcase\s+([^:\n]{1,80}):/g);
    for (const [, label = ''] of cases) words.push(...wordsIn(label), ...constantOf(label.trim(), text));
  }
  for (const match of text.matchAll(new RegExp(`${one}${TAIL}[!=]==?\\s*([A-Za-z_$][\\w$.]*)`, 'g')))
    words.push(...constantOf(match[1] ?? '', text));
  words.push(...patternWords(one, text));
  // A table of functions or settings, asked for by the argument.
  for (const match of text.matchAll(new RegExp(`\\b([A-Za-z_$][\\w$]*)\\s*(?:\\?\\.)?\\[[^\\[\\]]{0,60}${one}`, 'g')))
    words.push(...keysOf(match[1] ?? '', text));
  for (const match of text.matchAll(new RegExp(`${one}${TAIL}\\s(?:not\\s+)?in\\s+([A-Za-z_$][\\w$]*)`, 'g')))
    words.push(...keysOf(match[1] ?? '', text));
  return [...new Set(words.filter((word) => word !== '' && word.length <= 60))].slice(0, MAX_WORDS);
}

/** Every short text of the source that could be a word of its own, those of comparisons first. */
export function plainWords(source: string): string[] {
  const text = source.slice(0, MAX_SOURCE);
  const quoted = [...text.matchAll(new RegExp(WORD, 'g'))].slice(0, 4_000).map((match) => match[2] ?? '');
  return [...new Set(quoted.filter((word) => /^[\w:.\- ]{1,40}$/.test(word)))];
}

/** Words of the patterns that a name is tested with. */
function patternWords(one: string, text: string): string[] {
  const whole = text.matchAll(new RegExp(`/\\^([^/\\n]{1,80})\\$/\\w*\\.test\\([^()]{0,60}${one}`, 'g'));
  const begun = text.matchAll(new RegExp(`/\\^?\\(?([\\w-]{2,40})[^/\\n]{0,60}/\\w*\\.test\\([^()]{0,60}${one}`, 'g'));
  return [
    ...[...whole].flatMap((match) => alternativesOf(match[1] ?? '')),
    ...[...begun].map((match) => match[1] ?? ''),
  ];
}

const GROUP = /\((?:\?:)?([\w\-:. |]+)\)/;
const MOST_ALTERNATIVES = 8;

/** The texts that a pattern of plain letters and alternatives stands for: `(connect|bridge)-now`. */
function alternativesOf(pattern: string): string[] {
  let all = [pattern];
  while (all.length <= MOST_ALTERNATIVES && all.some((one) => GROUP.test(one))) {
    all = all.flatMap((one) => {
      const [group, inner = ''] = GROUP.exec(one) ?? [];
      return group === undefined ? [one] : inner.split('|').map((part) => one.replace(group, part));
    });
  }
  return all.flatMap((one) => (one.includes('(') ? [] : one.split('|'))).filter((one) => /^[\w\-: ]+$/.test(one));
}

const MEETING_ARN = 'arn:aws:chime:us-east-1:111122223333:meeting/';

/** What values may begin with, by the texts of the source: `Bearer `, `chime:`, and the ARN of a meeting where it speaks of one. */
export function prefixesIn(source: string): string[] {
  const text = source.slice(0, MAX_SOURCE);
  const quoted = [...text.matchAll(new RegExp(WORD, 'g'))].slice(0, 4_000).map((match) => match[2] ?? '');
  const regular = [...text.matchAll(/\/\^([A-Za-z][\w-]{0,20}(?:[:|#]|\\\/|\\s| ))/g)].map((match) => match[1] ?? '');
  const open = [...quoted, ...regular.map((word) => word.replace('\\s', ' ').replace('\\/', '/'))];
  const prefixes = open.filter((word) => /^[A-Za-z][\w-]{0,20}[:/|# ]$/.test(word)).slice(0, 4);
  return [...new Set([...prefixes, ...(/arn|meeting\//i.test(text) ? [MEETING_ARN] : [])])];
}

/** Names that the argument is given: `const verb = args.command`, `{ command: verb }`, `verb = args.get('command')`. */
function aliasesOf(name: string, text: string): string[] {
  const one = escaped(name);
  const assigned = new RegExp(`\\b([A-Za-z_$][\\w$]*)\\s*=\\s*[^=;\\n]{0,80}\\b${one}\\b`, 'g');
  const renamed = new RegExp(`\\b${one}\\s*:\\s*([A-Za-z_$][\\w$]*)`, 'g');
  const found = [...text.matchAll(assigned), ...text.matchAll(renamed)].map((match) => match[1] ?? '');
  return [...new Set(found.filter((alias) => alias !== name && alias.length > 1))].slice(0, 6);
}

/** What a constant holds: `JOIN = 'x'`, or the member `JOIN: 'x'` of `Commands`. */
function constantOf(path: string, text: string): string[] {
  const last = path.split('.').at(-1) ?? '';
  if (!/^[A-Za-z_$][\w$]*$/.test(last)) return [];
  const held = text.matchAll(new RegExp(`\\b${escaped(last)}['"]?\\s*(?::\\s*\\w+\\s*)?[:=]\\s*${WORD}`, 'g'));
  return [...held].slice(0, 8).map((match) => match[2] ?? '');
}

/** The keys of an object that is written out under this name. */
function keysOf(name: string, text: string): string[] {
  const start = new RegExp(`\\b${escaped(name)}\\s*(?::[^=\\n]{1,80})?=\\s*\\{`).exec(text);
  if (start === null) return [];
  const body = text.slice(start.index + start[0].length, start.index + 4_000);
  const keys = body.matchAll(
    /(?:^|[{,\n])\s*(?:async\s+)?(?:(['"])([^'"\n]{1,60})\1|([A-Za-z_$][\w$]*))\s*(?=[:(,}])/g,
  );
  return [...keys].slice(0, 30).map((match) => match[2] ?? match[3] ?? '');
}

function wordsIn(text: string): string[] {
  return [...text.matchAll(new RegExp(WORD, 'g'))].map((match) => match[2] ?? '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
