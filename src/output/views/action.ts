import type { ActionResult } from '../../core/meetings/action-result.js';
import { jsonText } from '../envelope.js';
import type { View } from './view.js';

/** The action, or the response around it, as a handler returns it: JSON and nothing else. */
export const ACTION_VIEW: View<ActionResult> = {
  work: 'document',
  text({ result }) {
    return result === null ? '' : jsonText(result.response ?? result.action);
  },
};

/** With its join token: for a handler, not for people. */
export const PRINTED_ACTION_VIEW: View<ActionResult> = { ...ACTION_VIEW, work: 'file' };
