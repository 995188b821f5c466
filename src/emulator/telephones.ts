/** What a telephone does when it is called. */
export type Telephone = { answersAfterMs: number } | 'busy' | 'declined' | 'never';

/** The telephones that the SMA calls out to. */
export interface Telephones {
  /** What the telephone of this number does; one that nobody spoke of answers after a second. */
  at(number: string): Telephone;
  /** Puts these in place of those that were there. */
  replace(telephones: readonly PostedTelephone[]): void;
}

/** One telephone as `POST /_emulator/telephones` takes it: `answers` is `after 1s`, `busy`, `declined` or `never`. */
export interface PostedTelephone {
  number: string;
  answers: string;
}

const ANSWERED_AFTER_MS = 1_000;
const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000 };

export function createTelephones(): Telephones {
  let known = new Map<string, Telephone>();
  return {
    at: (number) => known.get(plain(number)) ?? { answersAfterMs: ANSWERED_AFTER_MS },
    replace(telephones) {
      known = new Map(telephones.map(({ number, answers }) => [plain(number), readAnswers(answers) ?? 'never']));
    },
  };
}

/** Undefined where it is none of the four. */
export function readAnswers(text: string): Telephone | undefined {
  if (text === 'busy' || text === 'declined' || text === 'never') return text;
  const [, amount, unit = ''] = /^after (\d{1,7}(?:\.\d{1,3})?) ?(ms|s|m)$/.exec(text) ?? [];
  return amount === undefined ? undefined : { answersAfterMs: Number(amount) * (UNITS[unit] ?? 1) };
}

/** AWS's pattern of a number has the + as optional. */
const plain = (number: string) => number.replace(/^\+/, '');
