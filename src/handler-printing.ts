/** The composition root for `handler print`. */
import type { HandlerPrintResult } from './core/handler-check/result.js';
import type { HandlerPrintRequest } from './input/handler-request.js';

/** The file that is asked for. `note` takes what should be known of it. */
export async function printedHandler(
  { language, whole }: HandlerPrintRequest,
  note: (text: string) => void,
): Promise<HandlerPrintResult> {
  const { printableHandler, printablePolicy } = await import('./handler/printable.js');
  const { text, notes } = language === 'policy' ? printablePolicy() : await printableHandler(language, whole);
  for (const each of notes) note(each);
  return { language, whole, text };
}
