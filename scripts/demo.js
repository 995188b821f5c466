// npm run demo: what a newcomer sees first. Everything is real but AWS and the telephone: the program, the SDK, HTTP, the handler.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${root}/dist/frame/main.js`)) await import('./build.js');

console.error(`A caller is on the phone, held by a SIP media application. No AWS account is needed: this program
carries an embedded AWS, and a simulated call waits on it.

  $ chime-join emulator exec -- chime-join bridge
`);
const program = `${root}/bin/run.js`;
const args = [program, 'emulator', 'exec', '--', process.execPath, program, 'bridge'];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
console.error(
  status === 0
    ? `
AWS answers such an update 202 Accepted whether or not anything happens. JOINED was said because the call's own records
show it. Next: chime-join bridge --help, or rehearse with your own handler:
  chime-join emulator exec --handler YOUR_HANDLER.mjs -- chime-join bridge`
    : '\nThe demo did not end in JOINED. This should not happen on any machine: please report what is above.',
);
process.exitCode = status ?? 1;
