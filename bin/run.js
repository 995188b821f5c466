#!/usr/bin/env node
// The signals are ours from the first line on: whatever was created must be undone, or named, before the process ends.
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const interrupt = new AbortController();
for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
  process.on(signal, () => {
    // The second signal leaves at once; the first one's way out takes a few seconds at most.
    if (interrupt.signal.aborted) process.exit(exitCode);
    interrupt.abort(exitCode);
  });
}

const { main } = await import('../dist/frame/main.js');
await main(process.argv.slice(2), interrupt.signal);
