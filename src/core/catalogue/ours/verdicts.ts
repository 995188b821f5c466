import type { Verdict } from '../../verdict/verdict.js';
import { CHECK_RUN, CLEAN_UP, LOOK_FIRST, READ_LOG, REHEARSE } from '../call/steps.js';
import type { Entry } from '../entry.js';
import { VERDICTS_PAGE } from '../sources.js';

const verdict = (name: Verdict, entry: Pick<Entry, 'title' | 'meaning' | 'changed' | 'again' | 'steps'>): Entry => ({
  id: `verdict.${name}`,
  recognised: { verdict: name },
  certainty: 'documented',
  sources: [VERDICTS_PAGE],
  ...entry,
});

/** What `bridge` says in the end. */
export const VERDICT_ENTRIES: readonly Entry[] = [
  verdict('JOINED', {
    title: 'JOINED: the call is in the meeting',
    meaning:
      "A record names this run's join: by its join token, its meeting, its attendee, or the unbroken chain from the update to the join. It says nothing of later.",
    changed: 'The caller is in the meeting; what the run created stands.',
    again: 'pointless',
    steps: () => ['nothing: the call has joined'],
  }),
  verdict('ACCEPTED', {
    title: 'ACCEPTED: AWS took the update, and --no-wait was asked for',
    meaning:
      'AWS accepted the update. Whether the call joined was not looked for: that AWS accepts an update does not mean that it joins.',
    changed: 'Not known; what the run created stands.',
    again: 'look-first',
    steps: () => [CHECK_RUN, READ_LOG, 'without --no-wait the outcome is waited for'],
  }),
  verdict('UNCONFIRMED', {
    title: 'UNCONFIRMED: whether the call joined is not known',
    meaning:
      'The update was, or may have been, delivered, and no record told in time what came of it, or none could be read.',
    changed: 'Nothing was undone, because the caller may be in the meeting; standing names what the run left in place.',
    again: 'look-first',
    steps: () => [CHECK_RUN, READ_LOG, LOOK_FIRST, CLEAN_UP],
  }),
  verdict('NOT_JOINED', {
    title: 'NOT_JOINED: the call did not join',
    meaning:
      "The records show that this run's join did not happen: the action failed, the answer was unusable or held no join, or the caller hung up first.",
    changed:
      'As of its time the call had not joined. Nothing was undone, in case the handler tries again: standing names what the run left in place.',
    again: 'after-mending',
    steps: () => [REHEARSE, READ_LOG, CLEAN_UP],
  }),
  verdict('FAILED', {
    title: 'FAILED: the update was not delivered',
    meaning: 'The update provably did not reach the call: the run ended before it, or AWS refused it.',
    changed: 'The run did nothing to the call. What it created was removed, unless --keep-meeting was given.',
    again: 'after-mending',
    steps: () => ['do what the error says; its code is explained by chime-join explain CODE'],
  }),
];
