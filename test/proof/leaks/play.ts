/** A machine on which commands run with secrets that are known, and where these then stand. */
import { afterAll, expect } from 'vitest';
import { withCall } from '../../e2e/program.js';
import { type Echo, openEchoingAws } from './echoing.js';
import { tracesOf } from './traces.js';
import { openMachine, type Watched } from './watched.js';

const PHONES = { from: '+12065550173', to: '+12065550188' };
export const USER = 'ann.of.accounts@example';
const PIN = 'kR9!the pin "of" Ann/47';
export const RUN = 'leaks-1';
export const BRIDGE = [
  'bridge',
  '--external-user-id',
  USER,
  '--argument',
  `Pin=${PIN}`,
  '--run-id',
  RUN,
  '--timeout',
  '20s',
];

const toClose: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of toClose) await close();
});

/** A machine, an emulator with a call whose numbers are known, and an AWS before it that may echo tokens. */
export async function play(handler?: string, echoes: Echo[] = []) {
  const emulated = await withCall(handler);
  const call = await emulated.emulator.placeCall(PHONES);
  const machine = openMachine();
  const front = await openEchoingAws(emulated.emulator.url, echoes);
  toClose.push(machine.close, front.close);
  const aws = Object.fromEntries(
    Object.entries(emulated.aws).map(([name, value]) => [name, value.replace(emulated.emulator.url, front.url)]),
  );
  const env = {
    ...aws,
    CHIME_JOIN_CALL_ID: call.callId,
    CHIME_JOIN_TRANSACTION_ID: call.transactionId,
    CHIME_JOIN_SMA_ID: call.sipMediaApplicationId,
  };
  const ended: (Watched & { isDry: boolean })[] = [];
  return {
    ...machine,
    truth: emulated.truth,
    ended,
    async run(args: string[], stdin?: string) {
      const one = await machine.run(args, env, stdin);
      ended.push(Object.assign(one, { isDry: args.includes('--dry-run') }));
      return one;
    },
    /** Where each secret stands that should stand nowhere. `but`: files that the operator asked to hold them. */
    async leaks(but: string[] = []) {
      const { secrets } = await emulated.truth();
      expect(secrets.length).toBeGreaterThan(0);
      const files = machine.files().filter(({ path }) => !but.includes(path));
      const places = [
        ...ended.flatMap(({ stdout, stderr, processes }, at) => [
          { place: `stdout ${at}`, text: stdout },
          { place: `stderr ${at}`, text: stderr },
          { place: `processes ${at}`, text: processes },
        ]),
        ...files.map(({ path, text }) => ({ place: path, text: `${path}\n${text}` })),
      ];
      const found = places.flatMap(({ place, text }) =>
        secrets.flatMap((secret) => tracesOf(secret, text)).map((trace) => `${place}: ${trace}`),
      );
      // A dry run shows the operator's own arguments: that is what it is for.
      const typed = ended.flatMap(({ isDry }, at) => (isDry ? [`stdout ${at}`] : []));
      const pins = places
        // It is in the program's own command line, where its operator typed it.
        .filter(({ place }) => !place.startsWith('processes') && !typed.includes(place))
        .filter(
          ({ text }) =>
            text.includes(PIN) ||
            text.includes(JSON.stringify(PIN).slice(1, -1)) ||
            text.includes(encodeURIComponent(PIN)),
        )
        .map(({ place }) => `${place}: the argument's value`);
      const traced = ended.flatMap(({ stderr }, at) => {
        const debug = stderr
          .split('\n')
          .filter((line) => line.startsWith('debug:'))
          .join('\n');
        const hidden = [USER, encodeURIComponent(USER), PHONES.from.slice(1), PHONES.to.slice(1)];
        return hidden.filter((text) => debug.includes(text)).map((text) => `--debug ${at}: ${text}`);
      });
      const numbers = places
        .filter(({ text }) => text.includes(PHONES.from.slice(1)) || text.includes(PHONES.to.slice(1)))
        .map(({ place }) => `${place}: a phone number`);
      return [...found, ...pins, ...traced, ...numbers];
    },
  };
}
