/** Which function of a file is its handler. */

/** Names that Lambda's own templates and tools give it, the likeliest first. */
const USUAL_NAMES = ['handler', 'lambdaHandler', 'lambda_handler'];
const MAX_LISTED = 20;

/**
 * @param {Record<string, unknown>} exported @param {string} name the export that the operator named; empty where none
 * @returns {(...words: unknown[]) => unknown}
 */
export function findHandler(exported, name) {
  const standard = /** @type {any} */ (exported['default']);
  const found = name === '' ? usual(exported, standard) : (at(exported, name) ?? at(standard, name));
  if (typeof found === 'function') return /** @type {(...words: unknown[]) => unknown} */ (found);
  const wanted = name === '' ? `function named ${USUAL_NAMES.join(', ')}` : `function named ${name}`;
  throw new Error(`it exports no ${wanted}. ${listed(functionsOf({ ...standard, ...exported }))}`);
}

/** @param {Record<string, unknown>} exported @param {any} standard */
function usual(exported, standard) {
  for (const name of USUAL_NAMES) {
    const found = exported[name] ?? standard?.[name];
    if (typeof found === 'function') return found;
  }
  return standard;
}

/** Dots lead into objects, as in Lambda's own setting. @param {any} holder @param {string} name */
function at(holder, name) {
  return name.split('.').reduce((inner, key) => inner?.[key], holder);
}

/** @param {Record<string, unknown>} exported */
function functionsOf(exported) {
  return Object.keys(exported).filter((key) => key !== 'default' && typeof exported[key] === 'function');
}

/** @param {string[]} names */
function listed(names) {
  if (names.length === 0) return 'It exports no function at all';
  return `It exports ${names.slice(0, MAX_LISTED).join(', ')}: name one with FILE#EXPORT`;
}
