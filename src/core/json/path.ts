/** Where in a document: names of members and indexes of elements, from the root. */
export type Path = readonly (string | number)[];

/** Longer names are cut where they are shown. */
const LONGEST_NAME = 80;

/** As people write it: `$.Actions[0].Parameters['odd name']`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}…` : part;
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');
}
