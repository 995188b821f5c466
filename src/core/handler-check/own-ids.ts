import { CHECKED_CALL } from './events.js';

const OWN = [CHECKED_CALL.transactionId, CHECKED_CALL.callId, CHECKED_CALL.meetingCallId] as const;
/** The first part of a GUID. */
const FIRST = 8;

/**
 * The ids of one call among many. On their way to the handler they take the place of the ids that all events here are written
 * with, and are replaced by those on the way back: only the handler can tell its calls apart.
 */
export class OwnIds {
  readonly #pairs: readonly (readonly [string, RegExp, string])[];

  constructor(number: number) {
    this.#pairs = OWN.map((id) => {
      const first = ((Number.parseInt(id.slice(0, FIRST), 16) + number) >>> 0).toString(16).padStart(FIRST, '0');
      const own = `${first}${id.slice(FIRST)}`;
      return [id, new RegExp(own, 'gi'), own] as const;
    });
  }

  outbound<Value>(value: Value): Value {
    let text = JSON.stringify(value);
    for (const [id, , own] of this.#pairs) text = text.replaceAll(id, own);
    return JSON.parse(text) as Value;
  }

  inbound(text: string): string {
    return this.#pairs.reduce((known, [id, pattern]) => known.replaceAll(pattern, id), text);
  }
}
