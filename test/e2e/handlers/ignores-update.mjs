import { logging, respond } from './hold.mjs';

export const handler = logging(() => respond([]));
