import type { HandlerCheck } from './result.js';

type Judged = Omit<HandlerCheck, 'check'>;

export const ok = (seen: string): Judged => ({ status: 'ok', seen, advice: null });
export const finding = (seen: string, advice: string): Judged => ({ status: 'finding', seen, advice });
export const warning = (seen: string, advice: string): Judged => ({ status: 'warning', seen, advice });
export const unknown = (seen: string, advice: string | null = null): Judged => ({ status: 'unknown', seen, advice });

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
