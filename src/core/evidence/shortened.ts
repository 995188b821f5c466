/** On an object or a list of which something was left out when it was printed. Not enumerable: it is not a member. */
const SHORTENED = Symbol('shortened');

/** Whether something of the object or list itself was not printed: what is missing in it need not have been absent. */
export function wasShortened(value: unknown): boolean {
  return typeof value === 'object' && value !== null && SHORTENED in value;
}

export function shortened<Container extends object>(container: Container): Container {
  return Object.defineProperty(container, SHORTENED, { value: true });
}
