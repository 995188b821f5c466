import { type ActionKind, legProblem } from './action.js';

const TONE_MS = 250;
/** "This signal adds a 0.5 second delay" (developer guide, "SendDigits"). */
const COMMA_MS = 500;

/** Takes as long as its tones do; nobody hears them. */
export const sendDigits: ActionKind = {
  problem: legProblem,
  takes({ Digits, ToneDurationInMilliseconds }) {
    const tone = Number(ToneDurationInMilliseconds ?? TONE_MS);
    return [...String(Digits)].reduce((sum, digit) => sum + (digit === ',' ? COMMA_MS : tone), 0);
  },
};
