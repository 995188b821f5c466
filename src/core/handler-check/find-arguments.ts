import type { CheckedCall } from './checked-call.js';
import { PRESETS_TO_TRY } from './events.js';
import { followValues } from './follow.js';
import { guessArguments } from './guess.js';
import type { HandlerUnderCheck } from './ports.js';
import { Searching } from './search.js';
import type { Search } from './search-result.js';
import { NOBODYS_NAME } from './updates-seen.js';

/**
 * Looks for arguments that make the handler answer an update with JoinChimeMeeting: the presets first, then the names it
 * was seen to read, each with what its name suggests. Whatever is found was answered so by the handler itself. `hangs`:
 * how often it has failed to answer in time before.
 */
export async function findArguments(handler: HandlerUnderCheck, call: CheckedCall, hangs: number): Promise<Search> {
  const searching = new Searching(handler, call, hangs);
  // What is not there cannot be listed, so whatever is noted now is really asked for.
  await searching.probe({});
  // A handler may look only into an update that carries something.
  await searching.probe({ [NOBODYS_NAME]: 'unknown' });
  for (const preset of PRESETS_TO_TRY) if (await searching.tries(preset, [])) return searching.done();
  if (handler.source === '') return searching.done();
  searching.makeUp();
  if (await followValues(searching)) await searching.minimize();
  else await guessArguments(searching);
  return searching.done();
}

/** What a handler reads of an update on a call with a second telephone: a few updates, no search. */
export async function lookAtReads(handler: HandlerUnderCheck, call: CheckedCall, hangs: number): Promise<Search> {
  const searching = new Searching(handler, call, hangs);
  await searching.probe({});
  await searching.probe({ [NOBODYS_NAME]: 'unknown' });
  for (const preset of PRESETS_TO_TRY) if (await searching.tries(preset, [])) break;
  return searching.done();
}
