/** Notes which arguments of an update a handler reads. What it compares them with, JavaScript lets nobody see. */

const MAX_NAMES = 100;
/** Asked for by JSON.stringify, await and the like, never by a handler. */
const NOT_ARGUMENTS = new Set(['toJSON', 'then', ...Object.getOwnPropertyNames(Object.prototype)]);

/** @typedef {{names: string[], compared: Record<string, string[]>, listed: boolean, parsed: Record<string, string[]>}} Reads */

const { parse, stringify } = JSON;
const clone = globalThis.structuredClone;

/**
 * Puts a noting map in the place of the event's Arguments; the handler sees no difference. An argument that it reads as JSON
 * is noted with the members that it reads of it. Writing the event down is no reading, and a copy of it is watched too.
 * @param {any} event @returns {() => Reads}
 */
export function watchArguments(event) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {Map<string, Set<string>>} */
  const parsed = new Map();
  let listed = false;
  let writing = 0;
  const given = event.ActionData.Parameters.Arguments;
  /** @type {Watcher} */
  const watcher = {
    read: (name) => writing === 0 && add(names, name),
    list() {
      if (writing === 0) listed = true;
    },
  };
  /** @param {any} copy */
  const watchIn = (copy) => {
    const parameters = copy?.ActionData?.Parameters;
    if (isObject(parameters?.Arguments)) parameters.Arguments = noting(parameters.Arguments, watcher);
    return copy;
  };
  watchIn(event);

  JSON.stringify = (/** @type {[any, any, any]} */ ...words) => {
    writing += 1;
    try {
      return stringify.apply(JSON, words);
    } finally {
      writing -= 1;
    }
  };
  JSON.parse = (text, reviver) => {
    const name = Object.keys(given).find((key) => given[key] === text);
    if (name === undefined) return watchIn(parse.call(JSON, text, reviver));
    const members = parsed.get(name) ?? new Set();
    parsed.set(name, members);
    const value = parse.call(JSON, text, reviver);
    return isObject(value) ? noting(value, { read: (member) => add(members, member), list() {} }) : value;
  };
  globalThis.structuredClone = (value, options) => {
    if (!isObject(value) || !('InvocationEventType' in value)) return clone(value, options);
    return watchIn(parse(JSON.stringify(value)));
  };

  return () => {
    JSON.parse = parse;
    JSON.stringify = stringify;
    globalThis.structuredClone = clone;
    const read = Object.fromEntries([...parsed].map(([name, members]) => [name, [...members]]));
    return { names: [...names], compared: {}, listed, parsed: read };
  };
}

/** @typedef {{read(name: string): void, list(): void}} Watcher */

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === 'object' && value !== null;

/** @param {Set<string>} names @param {string} name */
function add(names, name) {
  if (!NOT_ARGUMENTS.has(name) && names.size < MAX_NAMES) names.add(name.slice(0, 200));
}

/** @param {any} object @param {Watcher} watcher */
function noting(object, watcher) {
  const read = (/** @type {string | symbol} */ name) => typeof name === 'string' && watcher.read(name);
  return new Proxy(object, {
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
      watcher.list();
      return Reflect.ownKeys(target);
    },
  });
}
