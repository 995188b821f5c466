import { Failure } from '../failure.js';
import type { Ending } from '../run/ending.js';
import type { EntryBody, EntryOf } from './entry.js';

/** An ending as the journal keeps it. */
export function verdictEntry({ failure, ...ending }: Ending): EntryBody {
  const said = failure === null ? null : { code: failure.code, message: failure.message };
  return { type: 'verdict', ...ending, failure: said };
}

/** The ending that was reached then. */
export function endingOf({ verdict, asOf, likely, evidence, failure }: EntryOf<'verdict'>): Ending {
  const said = failure === null ? null : new Failure(failure.code, failure.message);
  return { verdict, asOf, likely, evidence, failure: said };
}
