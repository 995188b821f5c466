import type { Entry } from './entry.js';
import { guide } from './sources.js';

const NOT_AN_OUTCOME: Pick<Entry, 'certainty' | 'changed' | 'again'> = {
  certainty: 'documented',
  changed: 'Nothing: it reports no outcome.',
  again: 'pointless',
};

/** What has no outcome to explain, and can be checked instead. */
export const DOCUMENT_ENTRIES: readonly Entry[] = [
  {
    id: 'document.action',
    title: 'An action, and not what became of it',
    recognised: { words: ['an action'] },
    meaning:
      'This is an action that a handler answers with. Whether it is right, validate says; what became of it, the next event of the call.',
    ...NOT_AN_OUTCOME,
    sources: [guide('specify-actions')],
    steps: () => ['check it: chime-join validate FILE --as action'],
  },
  {
    id: 'document.response',
    title: "A handler's answer, and not what became of it",
    recognised: { words: ['a response'] },
    meaning:
      'This is the answer of a handler. Whether it is right, validate says; what became of it, the next event of the call.',
    ...NOT_AN_OUTCOME,
    sources: [guide('invoke-on-call-leg')],
    steps: () => ['check it: chime-join validate FILE --as response'],
  },
];
