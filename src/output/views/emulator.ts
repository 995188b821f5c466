import type { HangUpResult, PlacedCallResult, PressResult } from '../../core/facts/emulator-results.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

/** The ids, in the form in which a shell takes them. */
export const PLACED_CALL_VIEW: View<PlacedCallResult> = {
  text({ result }) {
    if (result === null) return '';
    const { callId, transactionId, sipMediaApplicationId } = result;
    const lines = [
      `CHIME_JOIN_CALL_ID=${callId}`,
      `CHIME_JOIN_TRANSACTION_ID=${transactionId}`,
      `CHIME_JOIN_SMA_ID=${sipMediaApplicationId}`,
    ];
    return `${lines.map(visibleLine).join('\n')}\n`;
  },
  work: 'ids',
};

export const HANG_UP_VIEW: View<HangUpResult> = {
  work: 'report',
  text({ result }) {
    return result === null ? '' : `${visibleLine(result.transactionId)} has hung up\n`;
  },
};

export const PRESS_VIEW: View<PressResult> = {
  work: 'report',
  text({ result }) {
    return result === null ? '' : `pressed ${visibleLine(result.digits)} on ${visibleLine(result.transactionId)}\n`;
  },
};

/** The emulator's ready line is a document of its own; its end needs no words. */
export const NOTHING_TO_SHOW: View<unknown> = { text: () => '', work: 'report' };
