const LONGEST = 200;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** What a page that is not AWS's says: its title, and how its text begins. `page` is bounded where it is read. */
export function pageInWords(page: string): string {
  const title = /<title[^>]{0,200}>([^<]{0,500})/i.exec(page)?.[1] ?? '';
  const body = page.trimStart().startsWith('<') ? textOf(page) : page;
  const parts = [plain(title), plain(body)].filter((part, index, all) => part !== '' && all.indexOf(part) === index);
  const words = parts.join(': ');
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function textOf(page: string): string {
  return page
    .replace(/<(script|style|title)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<[^>]*(?:>|$)/g, ' ');
}

function plain(text: string): string {
  return text
    .replace(/&(#39|[a-z]{2,4});/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
