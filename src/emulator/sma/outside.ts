/** What a handler looked for outside of its process. */
export interface Outside {
  /** `host:port`, a path or a program, each once. */
  reached: string[];
  /** Variables of the environment that were not there. */
  variables: string[];
}

/** A line for each thing that a handler tried to reach, each told once. */
export function outsideLines(file: string, allowed: boolean): (outside: Outside) => string[] {
  const told = new Set<string>();
  return ({ reached }) => {
    const fresh = reached.filter((what) => !told.has(what));
    for (const what of fresh) told.add(what);
    const became = allowed ? 'reached out to' : 'tried to reach';
    const end = allowed ? '' : ': blocked (--allow-network lets it)';
    return fresh.map((what) => `${file} ${became} ${what}${end}`);
  };
}
