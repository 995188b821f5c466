/** Every case of the matrix, by name: `scenario/blow/what follows`. */
import { type Blow, type Place, SIGNALS, type When } from './blow.js';
import type { Case, Meanwhile } from './case.js';
import { SCENARIOS } from './scenarios.js';

/** What is a case's own, beside its name and its scenario. */
type Own = Omit<Case, 'name' | 'kind' | 'scenario' | 'blows'> & { blows?: readonly Blow[] };
type MakeCase = (kind: string, label: string, own: Own) => Case;

/** Of a journal of `lines` lines, every place that can be struck. */
const places = (lines: number, whens: readonly When[]): Place[] =>
  Array.from({ length: lines }, (_, index) => whens.map((when) => ({ line: index + 1, when }))).flat();

const at = ({ line, when }: Place) => `${when} ${line}`;

/** `linesOf(name)`: how many lines the scenario's whole journal has. */
export function allCases(linesOf: (name: string) => number): Case[] {
  return SCENARIOS.flatMap((scenario) => {
    const of: MakeCase = (kind, label, own) => ({
      name: `${scenario.name}/${kind} ${label}`,
      kind,
      scenario,
      blows: [],
      ...own,
    });
    const lines = linesOf(scenario.name);
    return [
      ...[...kills(lines, of), ...signals(lines, of), ...twice(lines, of), ...hangs(lines, of), ...again(lines, of)],
      ...[...cleanups(lines, of), ...disks(lines, of), ...deaf(lines, of), ...races(of), ...joining(lines, of)],
      ...[...beside(lines, of), ...checks(lines, of)],
      ...died(lines, of, 'its meeting ends', 'its meeting ends'),
      ...died(lines, of, 'caller moved', 'the caller is moved'),
      // A run into an existing meeting is told which one, whoever went there before.
      ...(scenario.existing ? [] : died(lines, of, 'another run', 'another run')),
      ...forgets(lines, of),
    ];
  });
}

/** Both that its user may do next. */
function eitherWay(of: MakeCase, kind: string, label: string, own: Own): Case[] {
  return (['again', 'cleanup'] as const).map((then) => of(kind, `${label}/${then}`, { ...own, follows: then }));
}

function kills(lines: number, of: MakeCase): Case[] {
  return places(lines, ['before', 'torn', 'after']).flatMap((place) =>
    eitherWay(of, 'SIGKILL', at(place), { blows: [{ ...place, does: 'SIGKILL' }] }),
  );
}

function signals(lines: number, of: MakeCase): Case[] {
  return SIGNALS.flatMap((does) =>
    places(lines, ['before', 'after']).flatMap((place) => {
      const then = does === 'SIGINT' ? 'cleanup' : 'again';
      return of('signal', `${does} ${at(place)}/${then}`, { blows: [{ ...place, does }], follows: then });
    }),
  );
}

function twice(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).map((place, index) => {
    const does = SIGNALS[index % SIGNALS.length] ?? 'SIGTERM';
    const line = place.line + 1 + (index % 4);
    const second: Blow = { line, when: index % 2 === 0 ? 'before' : 'after', does };
    const blows = [{ ...place, does }, second];
    return of('two signals', `${does} ${at(place)}, ${at(second)}/again`, { blows, follows: 'again' });
  });
}

function hangs(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).map((place) =>
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
}

function again(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).flatMap((place) =>
    [1, 2, 3, 5, 8, 11, 14].map((line) =>
      of('killed twice', `${at(place)}, then after ${line}/again`, {
        blows: [{ ...place, does: 'SIGKILL' }],
        again: [{ line, when: line % 3 === 0 ? 'torn' : 'after', does: 'SIGKILL' }],
        follows: 'again',
      }),
    ),
  );
}

function cleanups(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).flatMap((place) =>
    [1, 2, 3].flatMap((line) =>
      eitherWay(of, 'cleanup killed', `${at(place)}, then before ${line}`, {
        blows: [{ ...place, does: 'SIGKILL' }],
        cleanup: [{ line, when: 'before', does: 'SIGKILL' }],
      }),
    ),
  );
}

function disks(lines: number, of: MakeCase): Case[] {
  return (['ENOSPC', 'EIO'] as const).flatMap((does) =>
    places(lines, does === 'ENOSPC' ? ['before', 'torn'] : ['sync']).map((place) =>
      of('journal full', `${does} ${at(place)}/again`, { blows: [{ ...place, does }], follows: 'again' }),
    ),
  );
}

const CLOSED: readonly (readonly ('stdout' | 'stderr')[])[] = [['stdout'], ['stdout', 'stderr']];

function deaf(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).flatMap((place) =>
    CLOSED.map((closes) =>
      of('nobody reads', `${closes} ${at(place)}/again`, {
        blows: [{ ...place, does: 'tell' }],
        closes,
        follows: 'again',
      }),
    ),
  );
}

function races(of: MakeCase): Case[] {
  return [2, 3, 4].map((racers) => of('race', `${racers}`, { racers, follows: 'again' }));
}

function joining(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).map((place) =>
    of('race', `a second one ${at(place)}`, { blows: [{ ...place, does: 'tell' }], joinsIn: true, follows: 'again' }),
  );
}

function beside(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).map((place) =>
    of('cleanup beside', `${at(place)}/again`, {
      blows: [{ ...place, does: 'tell' }],
      besides: ['runs', 'cleanup', '--yes', '--json'],
      follows: 'again',
    }),
  );
}

function checks(lines: number, of: MakeCase): Case[] {
  return places(lines, ['after']).flatMap((place) =>
    [2, 3].map((line) =>
      of('check killed', `${at(place)}, then after ${line}/again`, {
        blows: [{ ...place, does: 'SIGKILL' }],
        check: [{ line, when: 'before', does: 'SIGKILL' }],
        follows: 'again',
      }),
    ),
  );
}

function forgets(lines: number, of: MakeCase): Case[] {
  return Array.from({ length: Math.max(0, lines - 2) }, (_, index) => index + 2).map((cutAt) =>
    of('journal forgets', `after ${cutAt}/again`, { cutAt, meanwhile: 'the journal forgets', follows: 'again' }),
  );
}

function died(lines: number, of: MakeCase, kind: string, meanwhile: Meanwhile): Case[] {
  return places(lines, ['after']).map((place) =>
    of(kind, `after ${place.line}/again`, { blows: [{ ...place, does: 'SIGKILL' }], meanwhile, follows: 'again' }),
  );
}
