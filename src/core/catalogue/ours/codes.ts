import type { FailureCode } from '../../failure.js';
import { CHECK_HANDLER, CHECK_RUN, CLEAN_UP, LOOK_FIRST, READ_LOG, REHEARSE } from '../call/steps.js';
import type { Entry } from '../entry.js';
import { codeOf, inGeneral } from '../failed.js';
import type { Situation } from '../situations/situation.js';
import { SITUATIONS } from '../situations/situations.js';
import { ERRORS_PAGE, RUNS_PAGE, VERDICTS_PAGE } from '../sources.js';
import type { CodeWords } from './code-words.js';
import { TYPED_CODES } from './typed-codes.js';

const NOTHING_SENT = 'Nothing: nothing was sent.';
const OVER = 'The call is over. Nothing was undone: standing names what the run left in place.';

/** Codes that this program gives of itself; AWS's answers and the events of a call have entries of their own. */
const CODES = {
  ...TYPED_CODES,
  RUN_ID_TAKEN: {
    title: 'The run id is that of another run',
    source: RUNS_PAGE,
    meaning: 'A run of this id is in the journal, and it was asked for another call, meeting or arguments.',
  },
  JOURNAL_UNUSABLE: {
    title: 'The journal cannot be written or read',
    source: RUNS_PAGE,
    meaning:
      'Every run is written down before it sends anything, so that nothing it creates can be lost. The folder of the journals, or a file in it, cannot be used.',
    steps: [
      'make that folder writable again; in another one, earlier runs are not known, and a run id no longer protects against a second update',
      'is the disk full? df -h',
    ],
  },
  RUN_NOT_FOUND: {
    title: 'There is no such run',
    meaning: "No run of this id is in this machine's journal.",
  },
  RUN_UNDER_WAY: {
    title: 'The run is under way',
    source: RUNS_PAGE,
    meaning: 'Another command holds the run of this id, and is not done with it.',
    changed: 'Not known: this command sent nothing, and the one that holds the run may have.',
    again: 'look-first',
  },
  CALL_NOT_FOUND: {
    title: "The call is not in the handler's logs",
    meaning:
      'No event with this CallId was found: the handler does not log its events, logs elsewhere, or the call is older than a day.',
    changed: 'Nothing: no update was sent.',
    steps: [
      READ_LOG,
      'is it a TransactionId? CallId is that of a participant in CallDetails of an event',
      'where the events are in another group, name it: --log-group NAME',
      'with --transaction-id and --sma-id nothing is looked up',
    ],
  },
  CALLER_HUNG_UP: {
    source: VERDICTS_PAGE,
    meaning: "LEG-A ended, and the handler's answers, which its log shows, hold no Hangup.",
    changed: OVER,
    again: 'pointless',
    steps: [READ_LOG, CLEAN_UP],
  },
  CALL_ENDED_BY_HANDLER: {
    source: VERDICTS_PAGE,
    meaning:
      "The call ended by the handler's own Hangup: it answered the update, or an event after it, with that action.",
    changed: OVER,
    again: 'pointless',
    steps: [CHECK_HANDLER, READ_LOG, CLEAN_UP],
  },
  HANDLER_FAILED: {
    source: VERDICTS_PAGE,
    meaning:
      'The handler threw, ran out of time or answered with nothing usable after the update, and the SMA ended the call.',
    changed: OVER,
    again: 'pointless',
    steps: [CHECK_HANDLER, REHEARSE, READ_LOG, CLEAN_UP],
  },
  ENDED_BEFORE_JOIN: {
    source: VERDICTS_PAGE,
    meaning:
      "The records hold the HANGUP of LEG-A and no join. Whether the caller or the handler hung up they do not show: the handler's answers cannot be read.",
    changed: OVER,
    again: 'pointless',
    steps: [READ_LOG, CLEAN_UP],
  },
  FINDINGS: {
    title: 'What was checked is not in order',
    meaning: 'The check was carried out, and found something: the result names each finding.',
    changed: 'Nothing: a check changes nothing.',
    steps: ['mend what the findings name, and check again'],
  },
  NOT_KNOWN: {
    title: 'explain does not know it',
    meaning: 'No entry of the catalogue was recognised in what explain was given.',
    changed: 'Nothing: explain is offline.',
  },
  INTERNAL: {
    title: 'Unexpected error',
    meaning: 'The catalogue does not know the error, or it is a bug in chime-join.',
    changed: 'Not known.',
    again: 'look-first',
    steps: [LOOK_FIRST, 'report it with the whole message, without its secrets'],
  },
  UNCONFIRMED: {
    title: 'What became of it is not known',
    source: VERDICTS_PAGE,
    meaning:
      'The update, or another request that changes something, was or may have been delivered, and nothing tells what came of it.',
    changed: 'Nothing was undone, because the caller may be in the meeting.',
    again: 'look-first',
    steps: [CHECK_RUN, READ_LOG, LOOK_FIRST],
  },
  INTERRUPTED: {
    title: 'The run was interrupted',
    meaning: 'A signal (Ctrl-C, TERM, HUP) ended the run before it was done.',
    changed: 'Before the update what was created is undone; after it nothing is. The verdict says which it was.',
    again: 'look-first',
    steps: ['read the verdict: FAILED means that no update was sent', LOOK_FIRST],
  },
} as const satisfies Partial<Record<FailureCode, CodeWords>>;

const ALL: Readonly<Record<string, Situation>> = SITUATIONS;

export const CODE_ENTRIES: readonly Entry[] = Object.entries<CodeWords>(CODES).map(
  ([code, { title, meaning, changed = NOTHING_SENT, again = 'after-mending', source = ERRORS_PAGE, steps }]) => {
    const todo = steps ?? advisedFor(code);
    return {
      id: `code.${code}`,
      title: title ?? messageOf(code),
      recognised: { failure: code as FailureCode },
      meaning,
      certainty: 'documented',
      sources: [source],
      changed,
      again,
      steps: () => todo,
    };
  },
);

function messageOf(code: string): string {
  return inGeneral(ALL[code]?.message ?? code).replace(/\.$/, '');
}

function advisedFor(code: string): string[] {
  const own = Object.entries(ALL).filter(([id]) => codeOf(id) === code);
  return [...new Set(own.flatMap(([, { steps = [] }]) => steps.map(inGeneral)))];
}
