import type { AnswerEntry, Circumstances } from './entry.js';

/** What a request left as it was, and whether it may be sent again, by what became of it. */
type AfterRequest = Pick<AnswerEntry, 'delivery' | 'changed' | 'again'>;

/** AWS said no. */
export const REFUSED: AfterRequest = {
  delivery: 'refused',
  changed: 'Nothing was changed: AWS refused the request.',
  again: 'after-mending',
};

/** It never got there, and the cause may pass by itself. */
export const NOT_DELIVERED: AfterRequest = {
  delivery: 'not-sent',
  changed: 'Nothing was changed: the request took no effect.',
  again: 'safe',
};

/** It never got there, and will not until something on this machine is fixed. */
export const NOT_SENT: AfterRequest = {
  delivery: 'not-sent',
  changed: 'Nothing was changed: nothing was sent.',
  again: 'after-mending',
};

/** No clear answer. */
export const OPEN: AfterRequest = {
  delivery: 'unknown',
  changed: ({ perhaps }: Circumstances) =>
    perhaps === ''
      ? 'Nothing was changed: the request only reads.'
      : 'Not known: the request may have taken effect, or not.',
  again: ({ perhaps }: Circumstances) => (perhaps === '' ? 'safe' : 'look-first'),
};
