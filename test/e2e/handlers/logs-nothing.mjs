import { hold, isUpdate, join, respond } from './hold.mjs';

/** @param {any} event */
export const handler = async (event) => (isUpdate(event) ? respond([join(event)]) : hold(event));
