import { ACTION_TYPES } from '../facts/actions/table.js';
import { EVENT_TYPES } from '../facts/event.js';

const KNOWN = new Set<string>([
  ...EVENT_TYPES,
  ...ACTION_TYPES,
  ...['LEG-A', 'LEG-B', 'Leg-A', 'Leg-B', 'Inbound', 'Outbound', 'Connected', 'Disconnected', 'Mute', 'Unmute'],
]);

/** Words of AWS's that can be nothing but a text where somebody left the quotation marks out. */
export function isKnownText(word: string): boolean {
  return KNOWN.has(word);
}
