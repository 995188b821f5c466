export { guide, reference } from '../facts/pages.js';

/** JSON itself. */
export const JSON_STANDARD = 'https://www.rfc-editor.org/rfc/rfc8259';
