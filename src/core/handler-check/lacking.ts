import { ALLOW_NETWORK, CHECK_DEPLOYED, giveVariable } from '../catalogue/remarks.js';
import { listed, unknown } from './judged.js';
import { CREDENTIALS } from './outside.js';
import type { JoinTrial, Outside } from './ports.js';
import type { HandlerCheck } from './result.js';

type Judged = Omit<HandlerCheck, 'check'>;

/** What may follow from what the handler lacked here is not charged to it: it is not known. */
export function excused(judged: Judged, lacked: Outside): Judged {
  return unknown(`${lackedWords(lacked)}, so this may not be so in AWS: ${judged.seen}`, remedyFor(lacked));
}

/** `It could not reach …` */
export function lackedWords({ reached, variables }: Outside): string {
  const places = reached.filter((place) => place !== CREDENTIALS);
  const parts = [
    ...(places.length > 0 ? [`could not reach ${listed(places.slice(0, 5))} (blocked)`] : []),
    ...(reached.includes(CREDENTIALS) ? ['has no AWS credentials here'] : []),
    ...(variables.length > 0 ? [`lacks the variable${variables.length === 1 ? '' : 's'} ${listed(variables)}`] : []),
  ];
  return `The handler ${listed(parts)}`;
}

export function remedyFor({ reached, variables }: Outside): string {
  const [variable] = variables;
  if (variable !== undefined && reached.length === 0) return giveVariable(variable);
  return reached.every((place) => place === CREDENTIALS) ? CHECK_DEPLOYED : ALLOW_NETWORK;
}

/** The call ran an action of AWS that the embedded AWS does not simulate: what became of it is then not known. */
export function isNotSimulated({ notSimulated }: JoinTrial): boolean {
  return notSimulated.length > 0;
}
