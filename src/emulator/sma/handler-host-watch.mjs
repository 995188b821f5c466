/** Notes which arguments of an update a handler reads. What it compares them with, JavaScript lets nobody see. */

const MAX_NAMES = 100;
/** Asked for by JSON.stringify, await and the like, never by a handler. */
const NOT_ARGUMENTS = new Set(['toJSON', 'then', ...Object.getOwnPropertyNames(Object.prototype)]);

/** @typedef {{names: string[], compared: Record<string, string[]>, listed: boolean}} Reads */

/**
 * Puts a noting map in the place of the event's Arguments; the handler sees no difference.
 * @param {any} event @returns {() => Reads}
 */
export function watchArguments(event) {
  const names = new Set();
  let listed = false;
  /** @param {string | symbol} name */
  const read = (name) => {
    if (typeof name === 'string' && !NOT_ARGUMENTS.has(name) && names.size < MAX_NAMES) names.add(name.slice(0, 200));
  };
  const { Parameters } = event.ActionData;
  Parameters.Arguments = new Proxy(Parameters.Arguments, {
    get(target, name) {
      read(name);
      return Reflect.get(target, name);
    },
    has(target, name) {
      read(name);
      return Reflect.has(target, name);
    },
    getOwnPropertyDescriptor(target, name) {
      read(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      listed = true;
      return Reflect.ownKeys(target);
    },
  });
  return () => ({ names: [...names], compared: {}, listed });
}
