const ESCAPE = String.fromCharCode(27);
/** Colours of a terminal; as the byte, as JSON and shells write it, and as pagers show it. */
const COLOURS = new RegExp(`(?:${ESCAPE}|\\\\u001b|\\\\x1b|\\\\033|\\\\e|\\^\\[|␛)\\[[\\d;]{0,20}[A-Za-z]`, 'g');
/** Terraform's frame around an error. */
const FRAMES = /^[│╷╵|] ?/gm;
/** Text inside of JSON: its quotation marks are escaped, and so are the ends of its lines. */
const QUOTED = /\\+["']/;

/** The text as it was meant: without colours, frames, and the escapes of JSON around it. */
export function asPrinted(text: string): string {
  const plain = text.includes('[') ? text.replace(COLOURS, '') : text;
  const unframed = /[│╷╵]/.test(plain) ? plain.replace(FRAMES, '') : plain;
  if (!QUOTED.test(unframed)) return unframed;
  return unframed.replace(/\\+(["'`])/g, '$1').replace(/\\+[nr](?![\w])|\\+n(?=\s|at )/g, '\n');
}
