/** What makes others' text fit to be shown. */
import { presentable, secretsIn } from '../../../../src/aws/mask.js';
import { redact } from '../../../../src/core/redact.js';
import { MASK, Secret } from '../../../../src/core/secret.js';
import { visible, visibleBelow, visibleJson, visibleLine, visibleWhole } from '../../../../src/output/visible.js';
import { hold, nothingUnseen, same, tells, UNSEEN } from '../hold.js';
import { TOKEN } from '../samples.js';
import { type Target, target } from '../target.js';

export const SHOWN: Target = target({
  name: 'shown',
  share: 16,
  input: ({ text, nasty, bytes, chance }) => (chance(0.4) ? `${nasty()}${bytes()}${nasty()}` : text()),
  check(text) {
    const shown = visible(text);
    nothingUnseen(shown, 'visible');
    nothingUnseen(visibleWhole(text), 'visibleWhole');
    hold(shown.length <= 2_001 * 10, 'what is shown is bounded');
    const line = visibleLine(text);
    hold(!/[\n\t]/.test(line) && !UNSEEN.test(line), 'a line is one line');
    hold(!/\n(?! {4})/.test(visibleBelow(text, '    ')), 'further lines stand below');
    const json = visibleJson(JSON.stringify({ text, [text]: [text] }));
    nothingUnseen(json, 'visibleJson');
    same(JSON.parse(json), { text, [text]: [text] }, 'JSON means the same');
  },
});

export const VEIL: Target = target({
  name: 'redact',
  share: 10,
  input: ({ text, below, chance, nasty }) => {
    const secret = chance(0.8) ? TOKEN : 'aaaaaaaaaaaaaaaaaaaaaaaab';
    const parts = Array.from({ length: below(6) }, () => {
      const from = below(secret.length);
      return chance(0.6)
        ? secret.slice(from, from + below(secret.length))
        : chance(0.5)
          ? nasty()
          : text().slice(0, 50);
    });
    return { secret, text: parts.join('') };
  },
  check({ secret, text }) {
    const deep = { deep: text };
    const value = { text, list: [text], in: [deep], bare: Object.assign(Object.create(null), deep), number: 1 };
    const veiled = redact(value, [new Secret(secret)]);
    // In JSON the digits of an escape may stand before 15 characters of it.
    const objects: { deep: string }[] = [...veiled.in, veiled.bare];
    const left = [veiled.text, ...veiled.list, ...objects.map((one) => one.deep)];
    hold(!left.some((part) => tells(part, secret)), 'no stretch of the secret is left');
    same(redact(veiled, [new Secret(secret)]), veiled, 'what is veiled stays so');
    if (!tells(text, secret)) hold(veiled.text === text, 'what tells nothing is left alone');
    const cause = presentable(text, secretsIn({ JoinToken: secret }));
    hold(
      !cause.includes(secret) && cause.length <= 501 && !/\s{2}|\n/.test(cause),
      'a cause is one line without the secret',
    );
    hold(!text.includes(secret) || cause.includes(MASK) || cause.length > 500, 'what is masked shows its mask');
  },
});
