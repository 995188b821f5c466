import { entryNamed } from '../../catalogue/catalogue.js';
import { type Found, found } from '../../catalogue/recognise/found.js';
import { objectsIn } from '../../evidence/objects.js';
import { guessKind } from '../../validate/kind.js';

/** A document without an outcome, which `validate` checks. */
export function asDocument(text: string): Found[] {
  const [first, ...others] = objectsIn(text).objects;
  if (first === undefined) return cutDocument(text);
  if (others.length > 20) return [];
  const isWrapped = 'statusCode' in first && 'body' in first;
  const kind = isWrapped ? 'response' : guessKind(/^\s*\[/.test(text) ? [first, ...others] : first);
  return kind === 'action' || kind === 'response' ? [found(entryNamed(`document.${kind}`))] : [];
}

/** A document that was cut off: as its beginning shows it. */
function cutDocument(text: string): Found[] {
  if (/^\s*\{[^{}[\]]{0,400}["']?(?:Actions|SchemaVersion)["']?\s*:/.test(text))
    return [found(entryNamed('document.response'))];
  return /^\s*\{\s*["']?Type["']?\s*:\s*["'][A-Z]\w{2,40}["']\s*,\s*["']?Parameters\b/.test(text)
    ? [found(entryNamed('document.action'))]
    : [];
}
