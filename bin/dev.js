#!/usr/bin/env node
// As run.js, after building what was edited.
await import('../scripts/build.js');
await import('./run.js');
