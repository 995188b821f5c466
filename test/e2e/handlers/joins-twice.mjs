import { join, logging, respond } from './hold.mjs';

export const handler = logging((event) => respond([join(event), join(event)]));
