import { FAILURES, type FailureCode } from '../failure.js';
import { oneOf, text, textLike, whole, within } from './shape.js';

export const id = text(128);
/** As the journal writes it: it is shown as it stands. */
export const isoTime = textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
/** Milliseconds since the epoch, up to the year 9000: a Date can be made of it, and of what comes minutes later. */
export const instant = within(0, 221_845_392_000_000);
export const ordinal = whole(1, 1_000_000);
export const exitCode = whole(1, 255);
export const guid = textLike(/^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i);
export const region = textLike(/^[a-z0-9-]{1,40}$/);
export const externalId = text(256);
export const failureCode = oneOf(Object.keys(FAILURES) as FailureCode[]);
