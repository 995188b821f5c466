/** Notes which variables a handler's own code looks for and does not find: what `--env` would have to give. */

const MAX_NAMES = 50;
/** What Lambda sets, and what every SDK and tool asks for. */
const NOT_THE_HANDLERS =
  /^(?:AWS_|_?X_AMZN_|NODE_|npm_|LAMBDA_|LC_|XDG_)|^(?:HOME|PATH|TZ|LANG|DEBUG|CI|TERM|PWD|USER|NO_COLOR|FORCE_COLOR|HTTPS?_PROXY|NO_PROXY)$/i;

/** @param {string} folder the handler's @param {(name: string) => void} report */
export function watchVariables(folder, report) {
  const told = new Set();
  /** @param {string | symbol} name */
  const missed = (name) => {
    if (typeof name !== 'string' || name === '' || NOT_THE_HANDLERS.test(name) || told.size >= MAX_NAMES) return;
    if (!isOwnCode(folder, String(new Error().stack))) return;
    told.add(name);
    report(name.slice(0, 200));
  };
  process.env = new Proxy(process.env, {
    get(variables, name, receiver) {
      const value = Reflect.get(variables, name, receiver);
      if (value === undefined) missed(name);
      return value;
    },
    has(variables, name) {
      const found = Reflect.has(variables, name);
      if (!found) missed(name);
      return found;
    },
  });
}

/** The code that asked is the first frame that is neither ours nor Node's. @param {string} folder @param {string} stack */
function isOwnCode(folder, stack) {
  const frames = stack.split('\n').slice(1);
  const asking = frames.find((frame) => !frame.includes('handler-host') && !frame.includes('node:'));
  return asking?.includes(folder) === true && !asking.includes('node_modules');
}
