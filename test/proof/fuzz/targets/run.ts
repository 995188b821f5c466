/** What reads journals, and what is made of the operator's arguments. */

import { MAX_UPDATE_ARGUMENTS } from '../../../../src/core/facts/limits.js';
import { nextOf } from '../../../../src/core/journal/next.js';
import { readEntry } from '../../../../src/core/journal/read-entry.js';
import { recordOf } from '../../../../src/core/journal/record.js';
import {
  type ArgumentPreset,
  argumentTemplates,
  maskArguments,
  renderArguments,
} from '../../../../src/core/run/arguments.js';
import { PLAIN } from '../../../../src/output/palette.js';
import { failureText } from '../../../../src/output/views/failure.js';
import { visibleJson } from '../../../../src/output/visible.js';
import { hold, nothingUnseen, outcomeOf, same, tells } from '../hold.js';
import { ENTRIES } from '../journal-entries.js';
import { TOKEN } from '../samples.js';
import { type Target, target } from '../target.js';

const PRESETS: readonly ArgumentPreset[] = ['standard', 'join_meeting', 'snake_case', 'action_json', 'none'];

export const JOURNAL: Target = target({
  name: 'journal',
  share: 6,
  input: ({ mutated, changedValue, oneOf, below, chance }) =>
    Array.from({ length: 1 + below(8) }, (_, index) => {
      const entry = chance(0.6) ? ENTRIES[index + (index > 1 ? below(6) : 0)] : oneOf(ENTRIES);
      const line = JSON.stringify(chance(0.3) ? changedValue(entry) : entry);
      return chance(0.15) ? mutated(line) : line;
    }),
  check(lines) {
    const entries = lines.map(readEntry).filter((entry) => entry !== null);
    for (const entry of entries) same(readEntry(JSON.stringify(entry)), entry, 'what was read is read again the same');
    const record = recordOf('run-1', { entries });
    same(record, recordOf('run-1', { entries }), 'a record is the same twice');
    const { failure } = outcomeOf(() => nextOf(record, 5));
    if (failure !== null) nothingUnseen(failureText(failure, PLAIN), 'a failure');
    if (record !== null) nothingUnseen(visibleJson(JSON.stringify(record)), 'a record');
  },
});

export const TEMPLATES: Target = target({
  name: 'templates',
  share: 14,
  input: ({ pieces, mutated, oneOf, below, chance }) => ({
    preset: oneOf(PRESETS),
    typed: Array.from({ length: below(chance(0.05) ? 30 : 4) }, () =>
      chance(0.5)
        ? mutated(oneOf(['a={{JoinToken}}', 'b=x{{ Action }}y', 'c={{CallId}}{{RunId}}', 'd=plain']))
        : `k=${pieces()}`,
    ),
    callId: chance(0.5) ? 'call-id' : null,
  }),
  check({ preset, typed, callId }) {
    const { result: templates, failure } = outcomeOf(() => argumentTemplates(preset, typed));
    if (templates === null) return hold(failure?.code === 'ARGUMENT_INVALID', 'a wrong argument is told as such');
    const values = {
      JoinToken: TOKEN,
      MeetingId: 'm',
      AttendeeId: 'a',
      ExternalUserId: 'e',
      CallId: callId,
      TransactionId: 't',
      RunId: 'r',
    };
    const rendered = renderArguments(templates, values);
    const keys = templates.map(({ key }) => key);
    hold(keys.length <= MAX_UPDATE_ARGUMENTS, 'no more arguments than AWS takes');
    hold(
      Object.keys(rendered).every((key) => keys.includes(key)),
      'no key that nobody gave',
    );
    for (const { key, template } of templates) {
      const names = template.match(/\{\{[^{}]*\}\}/g) ?? [];
      const most = template.length + names.length * 300;
      hold((rendered[key] ?? '').length <= most, 'no more than was given');
      hold(names.length > 0 || !(key in rendered) || rendered[key] === template, 'a plain text stays as it is');
    }
    hold(
      !Object.values(maskArguments(templates, values)).some((value) => tells(value, TOKEN)) ||
        typed.some((one) => tells(one, TOKEN)),
      'the token is masked',
    );
  },
});
