import { presetFlag } from '../catalogue/remarks.js';
import { ARGUMENT_PRESETS } from '../run/arguments.js';
import { nearest } from './nearest.js';

/** The names that handlers in use read, and whose they are (AWS's page and samples, and the presets that speak them). */
const CONVENTIONS: readonly { whose: string; names: readonly string[]; joins: boolean }[] = [
  {
    whose: `${presetFlag('standard')}, and the reference handler`,
    names: Object.keys(ARGUMENT_PRESETS.standard),
    joins: true,
  },
  { whose: presetFlag('join_meeting'), names: Object.keys(ARGUMENT_PRESETS.join_meeting), joins: true },
  { whose: presetFlag('snake_case'), names: Object.keys(ARGUMENT_PRESETS.snake_case), joins: true },
  { whose: presetFlag('action_json'), names: Object.keys(ARGUMENT_PRESETS.action_json), joins: true },
  { whose: 'amazon-chime-sma-update-call', names: ['action'], joins: false },
  { whose: 'amazon-chime-sdk-click-to-call', names: ['digit'], joins: false },
  {
    whose: 'amazon-chime-sdk-take-back-and-transfer',
    names: ['TransferTarget', 'TransferTargetArn', 'Transfer'],
    joins: false,
  },
  { whose: 'amazon-chime-sdk-lex-pstn-demo', names: ['nextPlayFile', 'bucketName', 'endCall'], joins: false },
  {
    whose: 'amazon-chime-sdk-voice-voice-translator',
    names: ['Function', 'Text', 'Language', 'AttendeeType'],
    joins: false,
  },
];
const KNOWN = [...new Set(CONVENTIONS.flatMap(({ names }) => names))];

/** Which handlers would know these names; names are case-sensitive, and each handler has its own. */
export function conventionNotes(map: Record<string, unknown>): string[] {
  const names = Object.keys(map).slice(0, 100);
  if (names.length === 0) return [];
  const fitting = CONVENTIONS.filter((convention) => names.every((name) => convention.names.includes(name)));
  if (fitting.length > 0) {
    const joins = fitting.some((convention) => convention.joins);
    const whose = fitting.map((convention) => convention.whose).join('; ');
    return [`The names are those of ${whose}${joins ? '' : ' (which joins no meeting by them)'}.`];
  }
  const strange = names.filter((name) => !KNOWN.includes(name)).slice(0, 10);
  const hints = strange.map((name) => {
    const near = nearest(name, KNOWN);
    const word = name.length > 40 ? 'a long name' : JSON.stringify(name);
    return near === null || near === name ? word : `${word} (near ${near})`;
  });
  if (hints.length === 0) return ['The names are of several conventions: a handler reads its own alone.'];
  return [`No known handler reads ${hints.join(', ')}; your own may.`];
}
