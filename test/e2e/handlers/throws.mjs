import { logging } from './hold.mjs';

export const handler = logging(() => {
  throw new TypeError("Cannot read properties of undefined (reading 'meeting')");
});
