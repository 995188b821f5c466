// Every case of the matrix, by name: `scenario/blow/what follows`.
import { SCENARIOS } from './scenarios.js';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Of a journal of `lines` lines, every place that can be struck. */
const places = (lines, whens) =>
  Array.from({ length: lines }, (_, index) => whens.map((when) => ({ line: index + 1, when }))).flat();

/** `linesOf(name)`: how many lines the scenario's whole journal has. */
export function allCases(linesOf) {
  return SCENARIOS.flatMap((scenario) => {
    const lines = linesOf(scenario.name);
    const of = (kind, label, own) => ({ name: `${scenario.name}/${kind} ${label}`, kind, scenario, blows: [], ...own });
    const at = ({ line, when }) => `${when} ${line}`;
    const follows = (kind, label, own) =>
      ['again', 'cleanup'].map((then) => of(kind, `${label}/${then}`, { ...own, follows: then }));
    const kills = places(lines, ['before', 'torn', 'after']).flatMap((place) =>
      follows('SIGKILL', at(place), { blows: [{ ...place, does: 'SIGKILL' }] }),
    );
    const signals = SIGNALS.flatMap((does) =>
      places(lines, ['before', 'after']).flatMap((place) => {
        const then = does === 'SIGINT' ? 'cleanup' : 'again';
        return of('signal', `${does} ${at(place)}/${then}`, { blows: [{ ...place, does }], follows: then });
      }),
    );
    const twice = places(lines, ['after']).map((place, index) => {
      const does = SIGNALS[index % SIGNALS.length];
      const blows = [
        { ...place, does },
        { line: place.line + 1 + (index % 4), when: index % 2 === 0 ? 'before' : 'after', does },
      ];
      return of('two signals', `${does} ${at(place)}, ${at(blows[1])}/again`, { blows, follows: 'again' });
    });
    const hangs = places(lines, ['after']).map((place) =>
      of('two signals, undo hangs', at(place), {
        blows: [{ ...place, does: 'SIGTERM' }],
        secondAfterMs: 1_200,
        faults: ['DeleteMeeting', 'DeleteAttendee'].map((operation) => ({
          operation,
          kind: 'hang',
          times: 3,
        })),
        follows: 'cleanup',
      }),
    );
    const again = places(lines, ['after']).flatMap((place) =>
      [1, 2, 3, 5, 8, 11, 14].map((line) =>
        of('killed twice', `${at(place)}, then after ${line}/again`, {
          blows: [{ ...place, does: 'SIGKILL' }],
          again: [{ line, when: line % 3 === 0 ? 'torn' : 'after', does: 'SIGKILL' }],
          follows: 'again',
        }),
      ),
    );
    const cleanups = places(lines, ['after']).flatMap((place) =>
      [1, 2, 3].flatMap((line) =>
        follows('cleanup killed', `${at(place)}, then before ${line}`, {
          blows: [{ ...place, does: 'SIGKILL' }],
          cleanup: [{ line, when: 'before', does: 'SIGKILL' }],
        }),
      ),
    );
    const disks = ['ENOSPC', 'EIO'].flatMap((does) =>
      places(lines, does === 'ENOSPC' ? ['before', 'torn'] : ['sync']).map((place) =>
        of('journal full', `${does} ${at(place)}/again`, { blows: [{ ...place, does }], follows: 'again' }),
      ),
    );
    const deaf = places(lines, ['after']).flatMap((place) =>
      [['stdout'], ['stdout', 'stderr']].map((closes) =>
        of('nobody reads', `${closes} ${at(place)}/again`, {
          blows: [{ ...place, does: 'tell' }],
          closes,
          follows: 'again',
        }),
      ),
    );
    const races = [2, 3, 4].map((racers) => of('race', `${racers}`, { racers, follows: 'again' }));
    const joining = places(lines, ['after']).map((place) =>
      of('race', `a second one ${at(place)}`, { blows: [{ ...place, does: 'tell' }], joinsIn: true, follows: 'again' }),
    );
    const beside = places(lines, ['after']).map((place) =>
      of('cleanup beside', `${at(place)}/again`, {
        blows: [{ ...place, does: 'tell' }],
        besides: ['runs', 'cleanup', '--yes', '--json'],
        follows: 'again',
      }),
    );
    const checks = places(lines, ['after']).flatMap((place) =>
      [2, 3].map((line) =>
        of('check killed', `${at(place)}, then after ${line}/again`, {
          blows: [{ ...place, does: 'SIGKILL' }],
          check: [{ line, when: 'before', does: 'SIGKILL' }],
          follows: 'again',
        }),
      ),
    );
    const died = (kind, meanwhile) =>
      places(lines, ['after']).map((place) =>
        of(kind, `after ${place.line}/again`, { blows: [{ ...place, does: 'SIGKILL' }], meanwhile, follows: 'again' }),
      );
    const ended = died('its meeting ends', 'its meeting ends');
    const moved = died('caller moved', 'the caller is moved');
    // A run into an existing meeting is told which one, whoever went there before.
    const others = scenario.existing ? [] : died('another run', 'another run');
    const forgets = Array.from({ length: Math.max(0, lines - 2) }, (_, index) => index + 2).map((cutAt) =>
      of('journal forgets', `after ${cutAt}/again`, { cutAt, meanwhile: 'the journal forgets', follows: 'again' }),
    );
    return [
      ...[kills, signals, twice, hangs, again, cleanups, disks, deaf, races, joining, beside, checks],
      ...[ended, moved, others, forgets],
    ].flat();
  });
}
