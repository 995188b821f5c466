import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The folders of this user's state, the first that can be used first (XDG base directory specification: a relative path is
 * ignored). A user without a home that can be written, as in many containers, has one among the temporary files.
 */
export function stateFolders(environment: Readonly<Record<string, string | undefined>>): [string, ...string[]] {
  const named = environment['XDG_STATE_HOME'];
  if (named !== undefined && isAbsolute(named)) return [join(named, 'chime-join')];
  const temporary = join(tmpdir(), `chime-join-${process.getuid?.() ?? 'state'}`);
  const home = homeFolder();
  return home === null ? [temporary] : [join(home, '.local', 'state', 'chime-join'), temporary];
}

/** Null for a user that the system does not know, and that names none. */
function homeFolder(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}
