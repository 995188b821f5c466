/** What the log of one call proves, by how its handler logs: each story of the call, in each style. */
import { describe, expect, it } from 'vitest';
import { marks } from '../samples.js';
import { STORIES, STYLES, storyIn } from './handler-logs.js';
import { verdictOf } from './judged.js';

type Story = keyof typeof STORIES;
type Said = Record<Story, string>;

/** Its answers are read, and they end: each story is told as it was. */
const WHOLE: Said = {
  joins: 'joined',
  fails: 'ACTION_FAILED',
  'fails, tries again': '? attempt-under-way',
  declines: 'UPDATE_IGNORED',
  'goes on': '- still-open',
  'hangs up': 'CALL_ENDED_BY_HANDLER',
  'caller hangs up': 'CALLER_HUNG_UP',
  'joins another meeting': 'UPDATE_IGNORED',
};

/** Its answers are unread: what was answered is not known, what happened is. */
const EVENTS: Said = {
  ...WHOLE,
  'fails, tries again': 'ACTION_FAILED',
  declines: '? nothing-followed',
  'goes on': '? nothing-followed',
  'caller hangs up': 'ENDED_BEFORE_JOIN',
  'joins another meeting': '? nothing-followed',
};
/** The same, but that a second join was answered can be read. */
const NESTED: Said = { ...EVENTS, 'fails, tries again': '? attempt-under-way' };

const every = (said: string): Said => Object.fromEntries(Object.keys(STORIES).map((story) => [story, said])) as Said;

const TABLE: [styles: (keyof typeof STYLES)[], said: Said][] = [
  [
    [
      'whole',
      'whole, with words before it',
      'whole, Lambda JSON format',
      'whole, JSON texts in Lambda JSON format',
      "whole, Node's prefix",
      "whole, in one logger's envelope",
      'whole, pretty',
      'whole, a line a record',
      "Python's print",
    ],
    WHOLE,
  ],
  [['answers nested in a record', 'whole, in two loggers envelopes'], NESTED],
  [['events alone'], EVENTS],
  [['tokens and meetings masked'], { ...WHOLE, joins: '+ join-unnamed', 'joins another meeting': '+ join-unnamed' }],
  [
    ["Node's inspection"],
    {
      ...every('? update-not-seen'),
      joins: 'joined',
      fails: '- update-not-seen',
      'fails, tries again': '? attempt-under-way',
      'hangs up': '- update-not-seen, over',
      'caller hangs up': '- update-not-seen, over',
    },
  ],
  [
    ['events alone, no legs'],
    {
      ...EVENTS,
      fails: '- legs-hidden',
      'fails, tries again': '- legs-hidden',
      'hangs up': '- legs-hidden, over',
      'caller hangs up': '- legs-hidden, over',
    },
  ],
  [
    ['events alone, no actions'],
    {
      ...every('? update-not-seen'),
      joins: '+ join-unnamed',
      'joins another meeting': '+ join-unnamed',
      'hangs up': '- update-not-seen, over',
      'caller hangs up': '- update-not-seen, over',
    },
  ],
  [
    ['events alone, no Sequence'],
    {
      ...EVENTS,
      fails: '- sequence-missing',
      'fails, tries again': '- sequence-missing',
      'hangs up': '- sequence-missing, over',
      'caller hangs up': '- sequence-missing, over',
    },
  ],
  [
    ['whole, ends not logged'],
    {
      ...EVENTS,
      fails: '- ends-not-logged',
      'fails, tries again': '- ends-not-logged',
      'hangs up': '- ends-not-logged, over',
      'caller hangs up': '- ends-not-logged, over',
    },
  ],
  [
    ['whole, in Lambda JSON format, ends not logged'],
    {
      ...WHOLE,
      fails: '- ends-not-logged',
      'joins another meeting': '- ends-not-logged',
      declines: '- ends-not-logged',
      'hangs up': '- ends-not-logged, over',
      'caller hangs up': '- ends-not-logged, over',
    },
  ],
  [
    ['successes left out'],
    {
      joins: '? nothing-followed',
      fails: '- sequence-missing',
      'fails, tries again': '? attempt-under-way',
      declines: '- sequence-missing',
      'goes on': '? nothing-followed',
      'hangs up': '- sequence-missing, over',
      'caller hangs up': '- sequence-missing, over',
      'joins another meeting': '? nothing-followed',
    },
  ],
  [
    ['failures and updates alone'],
    { ...every('? nothing-followed'), fails: '- sequence-missing', 'fails, tries again': '- events-left-out' },
  ],
  [
    ['failures alone'],
    { ...every('? update-not-seen'), fails: '- update-not-seen', 'fails, tries again': '- update-not-seen' },
  ],
  [['the update alone'], every('? nothing-followed')],
  [['the first 300 characters', 'words alone', 'nothing'], every('? update-not-seen')],
];

it('every style stands in the table', () => {
  expect(TABLE.flatMap(([styles]) => styles).sort()).toEqual(Object.keys(STYLES).sort());
});

describe.each(TABLE.flatMap(([styles, said]) => styles.map((style) => ({ style, said }))))(
  'a handler that logs: $style',
  ({ style, said }) => {
    it.each(Object.keys(STORIES) as Story[])('%s', (story) => {
      const messages = storyIn(story, STYLES[style]);
      expect(verdictOf(messages)).toBe(said[story]);
      expect(verdictOf(messages, marks({ meetingCreated: false }))).toBe(said[story]);
    });
  },
);
