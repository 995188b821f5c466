/** What JSON is made of; `word` is anything else that stands between spaces and marks. */
export type TokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'word';

export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
}

export const OPENING = { '}': '{', ']': '[' } as const;
export const CLOSING = { '{': '}', '[': ']' } as const;
export type Opening = '{' | '[';

/** A value of JSON that is written without quotation marks. */
export const STRICT_WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
