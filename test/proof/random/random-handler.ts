/** Draws a handler: how it logs, what it answers, how long it takes. */
import type { EventType } from '../../../src/core/facts/event.js';
import {
  type Acts,
  CHOSEN_FROM,
  type HandlerPlan,
  type Logs,
  type Takes,
  TEXT_STYLES,
  type TextStyle,
  type UpdateAct,
} from './handler.js';
import type { Random } from './random.js';

/** `plain`: it logs as AWS's samples do, each event and each answer, whole. */
export function randomHandler(random: Random, plain: boolean): HandlerPlan {
  return { acts: randomActs(random), takes: randomTakes(random), logs: randomLogs(random, plain) };
}

function randomActs(random: Random): Acts {
  const someMs = (count: number) => Array.from({ length: count }, () => random.oneOf([500, 1_000, 3_000, 6_000]));
  const update = random.weighted<() => UpdateAct>([
    [34, () => ({ kind: 'join' })],
    [12, () => ({ kind: 'prompts', ms: someMs(random.between(1, 3)) })],
    [8, () => ({ kind: 'list', before: someMs(random.below(3)), after: someMs(random.below(2)) })],
    [10, () => ({ kind: 'attributes' })],
    [8, () => ({ kind: 'own', when: random.oneOf(['now', 'later']) })],
    [6, () => ({ kind: 'telephone' })],
    [5, () => ({ kind: 'hang-up' })],
    [5, () => ({ kind: 'empty' })],
    [7, () => ({ kind: 'nothing' })],
    [5, () => ({ kind: 'hold' })],
  ])();
  const throwsAt = random.oneOf<EventType>(['CALL_UPDATE_REQUESTED', 'CALL_UPDATE_REQUESTED', 'ACTION_SUCCESSFUL']);
  return {
    hold: { ms: random.oneOf([4_000, 7_000, 15_000, 20_000, 30_000]), renews: random.chance(0.6) },
    update,
    firstJoin: random.weighted([
      [58, 'right'],
      [24, 'no-meeting-id'],
      [18, 'wrong-token'],
    ]),
    retries: random.weighted([
      [45, 0],
      [40, 1],
      [15, 2],
    ]),
    retriesRightly: random.chance(0.65),
    promptsBeforeRetry: random.chance(0.3),
    givesUp: random.weighted([
      [55, 'nothing'],
      [15, 'hangs-up'],
      [10, 'empty'],
      [20, 'holds'],
    ]),
    bridged: random.oneOf(['joins', 'moves', 'moves', 'ignores']),
    throws: random.chance(0.06)
      ? { at: throwsAt, how: random.chance(0.7) ? 'once' : 'always', saysToken: random.chance(0.4) }
      : null,
    unusable: random.chance(0.05)
      ? { answer: random.oneOf(['{}', '""', '{"Actions":[]}', '[1]', UNSUPPORTED]), mends: random.chance(0.5) }
      : null,
    nothing: random.oneOf(['left-out', 'null']),
  };
}

const UNSUPPORTED = '{"SchemaVersion":"1.0","Actions":[{"Type":"JoinTheMeeting","Parameters":{}}]}';

function randomTakes(random: Random): Takes {
  const quick = () => random.between(1, 400);
  const slow = () => random.oneOf([1_500, 4_500, 6_000, 9_000, 15_000, 19_000]);
  const sometimes = (share: number): [number, number] => [
    random.chance(share) ? slow() : quick(),
    random.chance(share) ? slow() : quick(),
  ];
  return {
    usual: quick(),
    update: sometimes(0.25),
    failure: sometimes(0.2),
    success: sometimes(0.08),
    cold: random.oneOf([0, 300, 1_200, 3_000]),
  };
}

function randomLogs(random: Random, plain: boolean): Logs {
  const through = random.weighted<Logs['through']>([
    [60, 'console'],
    [25, 'print'],
    [15, 'logger'],
  ]);
  return {
    format: random.chance(0.3) ? 'JSON' : 'Text',
    system: random.chance(0.12) ? 'WARN' : 'INFO',
    through,
    envelope: random.weighted([
      [60, 'none'],
      [12, 'message'],
      [8, 'msg'],
      [10, 'message-text'],
      [10, 'beside'],
    ]),
    events: randomEventLog(random, plain),
    answers: randomAnswerLog(random, plain),
    masks: randomMasks(random, plain),
  };
}

function randomEventLog(random: Random, plain: boolean): Logs['events'] {
  const style = plain
    ? random.oneOf(['json', 'json', 'pretty', 'lines'] as const)
    : random.weighted<TextStyle>(TEXT_STYLES.map((each) => [each === 'json' ? 6 : 1, each]));
  return {
    which: plain
      ? 'all'
      : random.weighted([
          [45, 'all'],
          [10, 'errors'],
          [12, 'all-but-successes'],
          [10, 'updates-and-failures'],
          [15, 'chosen'],
          [8, 'none'],
        ]),
    chosen: CHOSEN_FROM.filter(() => random.chance(0.6)),
    others: random.oneOf(['nothing', 'slim', 'prose']),
    style,
    length: random.oneOf([120, 300, 600, 1_000]),
    label: random.oneOf(['', '', 'EVENT ', 'Event: ', 'RECV FROM PSTN: ']),
    late: random.chance(0.15),
    actionData: plain
      ? 'whole'
      : random.weighted([
          [80, 'whole'],
          [10, 'type'],
          [10, 'none-of-successes'],
        ]),
  };
}

function randomAnswerLog(random: Random, plain: boolean): Logs['answers'] {
  const which = plain
    ? random.weighted<Logs['answers']['which']>([
        [70, 'all'],
        [30, 'none'],
      ])
    : random.weighted<Logs['answers']['which']>([
        [25, 'none'],
        [35, 'all'],
        [10, 'sometimes'],
        [8, 'template'],
        [7, 'template-and-final'],
        [8, 'settings'],
        [7, 'fallback'],
      ]);
  return {
    which,
    style: plain
      ? 'json'
      : random.weighted<Logs['answers']['style']>([
          [5, 'json'],
          [1, 'pretty'],
          [1, 'lines'],
          [2, 'inspect'],
          [1, 'repr'],
          [1, 'shortened'],
          [1, 'in-string'],
          [1, 'nested'],
          [1, 'first-level'],
        ]),
    length: random.oneOf([40, 60, 120, 400]),
    label: random.oneOf(['', 'RESPONSE ', 'response: ', 'SENT: ']),
  };
}

function randomMasks(random: Random, plain: boolean): Logs['masks'] {
  const keys = random.weighted<Logs['masks']['keys']>(
    plain
      ? [
          [70, 'none'],
          [30, 'token'],
        ]
      : [
          [40, 'none'],
          [30, 'token'],
          [15, 'token-and-meeting'],
          [15, 'all-ids'],
        ],
  );
  return {
    keys,
    how: random.oneOf(['stars', 'stars', 'word', 'removed', 'start', 'hash']),
    cutsTokenAfter: keys === 'token' && random.chance(0.35) ? random.oneOf([12, 48, 60]) : null,
    numbers: random.chance(plain ? 0.1 : 0.3),
  };
}
