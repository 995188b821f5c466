import { hold } from './hold.mjs';

/** @param {any} event */
export const handler = async (event) => hold(event);
