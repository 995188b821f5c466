import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ACTION_TYPES } from '../../src/core/facts/actions/table.js';
import { EVENT_TYPES } from '../../src/core/facts/event.js';
import { SIMULATED } from '../../src/emulator/simulated.js';

it('every event and every action stands there once, and what is not whole says why', () => {
  const named = (kind: string) => SIMULATED.filter((each) => each.kind === kind).map(({ what }) => what);
  expect(named('event')).toEqual([...EVENT_TYPES]);
  expect(named('action')).toEqual([...ACTION_TYPES]);
  for (const { how, remark } of SIMULATED) if (how !== 'whole') expect(remark).not.toBe('');
});

it('docs/emulator.md has the table as the emulator says it', () => {
  const script = fileURLToPath(new URL('../../scripts/simulated-table.js', import.meta.url));
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
