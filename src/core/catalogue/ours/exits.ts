import { type Ending, EXIT_CODES } from '../../exit-codes.js';
import { CHECK_RUN, CLEAN_UP, LOOK_FIRST, READ_LOG, REHEARSE } from '../call/steps.js';
import type { Again, Entry } from '../entry.js';
import { ERRORS_PAGE } from '../sources.js';

interface Ended {
  changed: string;
  again: Again;
  steps: readonly string[];
}

const SEE_CODE = 'the error has a code: chime-join explain CODE';
const INTERRUPTED: Ended = {
  changed:
    'Before the update what was created is undone, after it nothing is: the verdict, standing and the leftovers say how things stand.',
  again: 'look-first',
  steps: ['read the last line of stdout: the verdict says whether the update was sent', LOOK_FIRST],
};

const ENDINGS: Record<Ending, Ended> = {
  done: { changed: 'What was asked for was done.', again: 'pointless', steps: ['nothing'] },
  failed: { changed: 'The error says what it left.', again: 'look-first', steps: [SEE_CODE] },
  usage: { changed: 'Nothing: nothing was sent.', again: 'after-mending', steps: ['chime-join --help', SEE_CODE] },
  denied: {
    changed: 'The run did nothing to the call: AWS does not accept this identity, or does not let it do this.',
    again: 'after-mending',
    steps: ['aws sts get-caller-identity', SEE_CODE],
  },
  notFound: {
    changed: 'Nothing: what it was for is not there.',
    again: 'after-mending',
    steps: [SEE_CODE, 'of explain itself it says that the catalogue does not know the text: chime-join explain --list'],
  },
  forbidden: { changed: 'The run did nothing to the call.', again: 'after-mending', steps: [SEE_CODE] },
  unavailable: { changed: 'Nothing was delivered.', again: 'safe', steps: ['run it again', SEE_CODE] },
  unconfirmed: {
    changed: 'Not known: the update was, or may have been, delivered. Nothing was undone.',
    again: 'look-first',
    steps: [CHECK_RUN, READ_LOG, LOOK_FIRST],
  },
  partly: { changed: 'Some of the calls joined; the result names each.', again: 'look-first', steps: [SEE_CODE] },
  leftBehind: {
    changed: 'Something that was created is still there: result.leftovers names it.',
    again: 'look-first',
    steps: ['see what it is, and what may be removed: chime-join runs cleanup', SEE_CODE],
  },
  notJoined: {
    changed:
      'As of the verdict the call had not joined. Nothing was undone: result.standing names what was left in place.',
    again: 'after-mending',
    steps: [REHEARSE, SEE_CODE, CLEAN_UP],
  },
  hungUp: INTERRUPTED,
  interrupted: INTERRUPTED,
  terminated: INTERRUPTED,
};

/** The exit codes, of every command. */
export const EXIT_ENTRIES: readonly Entry[] = (Object.keys(ENDINGS) as Ending[]).map((ending) => {
  const { code, meaning } = EXIT_CODES[ending];
  const { changed, again, steps } = ENDINGS[ending];
  return {
    id: `exit.${code}`,
    title: `Exit code ${code}: ${meaning.split(':')[0]}`,
    recognised: { exit: ending, words: [`exit ${code}`, `exit code ${code}`, `exit status ${code}`] },
    meaning: `The program ended with ${code}: ${meaning}.`,
    certainty: 'documented',
    sources: [ERRORS_PAGE],
    changed,
    again,
    steps: () => steps,
  };
});
