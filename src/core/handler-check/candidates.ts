/** What may stand under an argument of this name: templates as `--argument` takes them, the likeliest first. */

interface NameRule {
  name: RegExp;
  templates: readonly string[];
}

/** Names without their letter case and separators, as handlers in use spell them. The first rule that fits decides. */
const NAME_RULES: readonly NameRule[] = [
  { name: /token/, templates: ['{{JoinToken}}'] },
  { name: /external(user|attendee)/, templates: ['{{ExternalUserId}}'] },
  { name: /(attendee|participant|user)(id)?$/, templates: ['{{AttendeeId}}', '{{ExternalUserId}}'] },
  { name: /transaction(id)?$/, templates: ['{{TransactionId}}'] },
  { name: /(^|phone|a)(call|leg)(id)?$/, templates: ['{{CallId}}'] },
  { name: /actions$|actionlist|pending/, templates: ['[{{Action}}]', '{{Action}}'] },
  { name: /(action|command|cmd|function|operation|type|intent|verb|event|method|task|mode)$/, templates: [] },
  { name: /(meeting|conference|room)(id)?$/, templates: ['{{MeetingId}}'] },
  { name: /(run|request|correlation)(id)?$/, templates: ['{{RunId}}'] },
  { name: /^(join|is|do|should|interrupt|enable|allow)/, templates: ['true', '1', 'yes'] },
];

const ANYTHING = ['{{JoinToken}}', '{{MeetingId}}', '{{Action}}', '[{{Action}}]', 'true'] as const;
const USUAL_WORDS = ['join_meeting', 'join', 'joinMeeting', 'JoinMeeting', 'JOIN_MEETING', 'JoinChimeMeeting', 'true'];
const MOST = 14;

/** `words`: what the handler is known, or likely, to compare arguments with. */
export function candidatesFor(name: string, compared: readonly string[], words: readonly string[]): string[] {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const rule = NAME_RULES.find((one) => one.name.test(plain));
  const likely = [...byJoining(compared), ...(rule?.templates ?? [])];
  // A value needs no words beside it; a name that is both (pendingActions) is a value all the same.
  if (rule?.templates.some((template) => template.includes('{{')) && compared.length === 0) return likely;
  const open = rule === undefined ? ANYTHING : ['{{Action}}', '[{{Action}}]'];
  return [...new Set([...likely, ...words.slice(0, 8), ...USUAL_WORDS, ...open])].slice(0, MOST + compared.length);
}

/** Those that speak of joining first. */
function byJoining(words: readonly string[]): string[] {
  const speaks = (word: string) => /join|bridge|conference|meeting/i.test(word);
  return [...words.filter(speaks), ...words.filter((word) => !speaks(word))].map(literal);
}

/** A literal that looks like a placeholder would be filled in. */
function literal(word: string): string {
  return word.replaceAll(/[{}]/g, '');
}
