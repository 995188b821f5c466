import { HTTP_RULES } from './http/rules.js';
import { LOGS_RULES } from './logs/rules.js';
import { MEETINGS_RULES } from './meetings/rules.js';
import { withSettling } from './parity-cases.js';
import { SMA_RULES } from './sma/rules.js';
import { VOICE_RULES } from './voice/rules.js';
import type { Rule } from './world.js';

/** Every rule the emulator follows, as `/_emulator/rules` shows it. */
export const RULES: readonly Rule[] = [
  ...HTTP_RULES,
  ...MEETINGS_RULES,
  ...VOICE_RULES,
  ...LOGS_RULES,
  ...SMA_RULES,
].map(withSettling);
