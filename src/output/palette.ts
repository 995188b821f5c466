/** The few ways a text may stand out. Without colour each gives its text back. */
export interface Palette {
  good(text: string): string;
  bad(text: string): string;
  doubtful(text: string): string;
  strong(text: string): string;
  dim(text: string): string;
}

const same = (text: string) => text;
export const PLAIN: Palette = { good: same, bad: same, doubtful: same, strong: same, dim: same };

/** Colours for a terminal; chalk is loaded only then. */
export async function openPalette(colour: boolean): Promise<Palette> {
  if (!colour) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { good: chalk.green, bad: chalk.red, doubtful: chalk.yellow, strong: chalk.bold, dim: chalk.dim };
}
