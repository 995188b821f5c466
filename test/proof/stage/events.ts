import type { InvocationEvent } from '../../../src/core/facts/event.js';
import type { CallState } from '../../../src/emulator/world.js';

/** The arguments that an update's event brought to the handler; none of any other event. */
export function argumentsOf({ InvocationEventType, ActionData }: InvocationEvent): Record<string, unknown> {
  const value = ActionData?.Parameters?.['Arguments'];
  const isUpdate = InvocationEventType === 'CALL_UPDATE_REQUESTED';
  return isUpdate && typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Every event that a handler was given. */
export const eventsOf = (calls: readonly CallState[]): InvocationEvent[] => calls.flatMap(({ events }) => events);
