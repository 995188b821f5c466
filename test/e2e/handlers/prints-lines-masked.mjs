// As Python's print(json.dumps(event, indent=2)) does: a record a line; and every token masked, as it should be.
import { hold, isUpdate, join, respond } from './hold.mjs';

/** @param {any} value */
const printed = (value) =>
  process.stdout.write(`${JSON.stringify(value, (key, member) => (/token/i.test(key) ? '****' : member), 2)}\n`);

/** @param {any} event */
export const handler = async (event) => {
  printed(event);
  const answer = isUpdate(event) ? respond([join(event)]) : hold(event);
  printed(answer);
  return answer;
};
