import { fits } from '../value-form.js';
import type { Member } from './action-facts.js';

/** True for a value that one page of AWS allows and another does not: nobody can call it wrong. */
export function isDisputed(held: unknown, { form, disputed }: Member): boolean {
  if (disputed === undefined) return false;
  if (disputed.values?.includes(String(held)) === true) return true;
  return disputed.form !== undefined && !fits(held, form) && fits(held, disputed.form);
}
