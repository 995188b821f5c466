import { Failure } from '../failure.js';
import type { Ending } from '../run/ending.js';
import type { EntryBody, EntryOf } from './entry.js';

/** An ending as the journal keeps it. */
export function verdictEntry({ verdict, evidence, failure }: Ending): EntryBody {
  const said = failure === null ? null : { code: failure.code, message: failure.message };
  return { type: 'verdict', verdict, evidence, failure: said };
}

/** The ending that was reached then. */
export function endingOf({ verdict, evidence, failure }: EntryOf<'verdict'>): Ending {
  return { verdict, evidence, failure: failure === null ? null : new Failure(failure.code, failure.message) };
}
