import type { Rule } from '../world.js';
export const SMA_RULES: Rule[] = [];
