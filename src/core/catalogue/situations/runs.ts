import type { Situations } from './situation.js';

const OWN_ID = 'Give the new run an id of its own, or none';
const SHOW = 'chime-join runs show {runId}';
const BEGUN = 'it was begun at {begunAt}';
const DISK_FULL = 'is the disk full? df -h';
const OTHER_FOLDER = 'name a folder that can be written, and run it again: export XDG_STATE_HOME=/tmp/state';
const NOT_UNDERSTOOD = [
  'use the version of chime-join that wrote it',
  'or give the new run an id of its own, and look first',
] as const;

/** Runs, and the journal that keeps them. */
export const RUN_SITUATIONS = {
  RUN_NOT_FOUND: { message: 'There is no run {given} in the journal.', steps: ['chime-join runs list'] },
  'RUN_ID_TAKEN.different': {
    message: '--run-id {runId} is that of a run with {differences}.',
    cause: BEGUN,
    steps: [SHOW, OWN_ID],
  },
  'RUN_ID_TAKEN.perhaps': {
    message: '--run-id {runId} is that of a run whose call has other ids: it may be the same call.',
    cause: BEGUN,
    steps: ['chime-join bridge --run-id {runId} {call}', SHOW, OWN_ID],
  },
  'RUN_UNDER_WAY.unknown': { message: 'The run {runId} is under way: another command holds it.', steps: [SHOW] },
  'RUN_UNDER_WAY.holder': {
    message: 'The run {runId} is under way: chime-join {purpose}, pid {pid}, holds it.',
    cause: 'since {since}, for {lasts} at most',
    steps: [SHOW],
  },

  'JOURNAL_UNUSABLE.folder': {
    message: 'The state folder {path} cannot be used.',
    cause: '{said}',
    steps: [OTHER_FOLDER, DISK_FULL],
  },
  'JOURNAL_UNUSABLE.folders': {
    message: 'None of the state folders can be used.',
    cause: '{said}',
    steps: [OTHER_FOLDER, DISK_FULL],
  },
  'JOURNAL_UNUSABLE.journal': {
    message: 'The journal {path} cannot be used.',
    cause: '{said}',
    steps: [OTHER_FOLDER, DISK_FULL],
  },
  'JOURNAL_UNUSABLE.too-large': {
    message: 'The journal {path} is too large to read: {megabytes} MB.',
    cause: 'a run writes less than {limit} MB',
    steps: ['see how large it is, and on which disk: ls -ls {quotedPath}'],
  },
  'JOURNAL_UNUSABLE.newer': {
    message: 'The run {runId} was written by a newer version of chime-join.',
    cause: 'version {written}; this is {own}',
    steps: NOT_UNDERSTOOD,
  },
  'JOURNAL_UNUSABLE.unknown-lines': {
    message: 'The journal of the run {runId} has lines that this version does not know.',
    cause: '{count} of them',
    steps: NOT_UNDERSTOOD,
  },
} as const satisfies Situations;
