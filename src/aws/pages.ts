import { failed } from '../core/catalogue/failed.js';
import type { Answered } from '../core/ports/answer.js';

export interface Page<Item> {
  items: Item[];
  nextToken: string | null;
}

/** Far above AWS's own limits (250 attendees of a meeting, 30 SMAs of an account): what goes on after this never ends. */
const MAX_PAGES = 50;
const MAX_ITEMS = 5_000;

/** Every page of a list, one after the other. A list that does not end is a failure rather than a part of it. */
export async function everyPage<Item>(
  operation: string,
  ask: (nextToken: string | undefined) => Promise<Answered<Page<Item>>>,
): Promise<Answered<Item[]>> {
  const value: Item[] = [];
  let attempts = 0;
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await ask(nextToken);
    attempts += answer.attempts;
    value.push(...answer.value.items);
    if (answer.value.nextToken === null) return { ...answer, value, attempts };
    if (answer.value.nextToken === nextToken || value.length > MAX_ITEMS) break;
    nextToken = answer.value.nextToken;
  }
  const details = { operation, attempts, delivery: 'unknown' } as const;
  throw failed('UNREADABLE_ANSWER.endless-list', { operation, count: value.length }, details);
}
