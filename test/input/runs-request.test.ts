import { expect, it } from 'vitest';
import { beginWatch, next } from '../../src/core/proof/watch.js';
import type { Judgement } from '../../src/core/verdict/judge.js';
import { runsCheckRequest } from '../../src/input/runs-request.js';

it('a check right after the run waits long enough to decide, by default', async () => {
  const flags = { debug: false };
  const { request } = await runsCheckRequest({ flags, typed: new Set(), args: { run: 'run-1' } });
  const refused: Judgement = { kind: 'not-joined', code: 'UPDATE_IGNORED', error: null, decidedAt: 0, evidence: [] };
  const looked = {
    judgement: refused,
    withContext: true,
    whole: true,
    denied: false,
    readAt: 0,
    logDelayMs: 2_000,
    aborted: false,
  };
  let now = 0;
  let watch = beginWatch(now, request.waitMs);
  for (;;) {
    const step = next(watch, { ...looked, begunAt: now, readAt: now }, now);
    if (step.do === 'end') {
      expect(step.proved).toBe(true);
      return;
    }
    watch = step.watch;
    now += step.pauseMs;
  }
});
