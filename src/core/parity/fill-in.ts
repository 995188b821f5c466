import type { FactName, Facts, ParityCase } from './case.js';
import type { RawRequest } from './ports.js';

const PLACE = /\{([A-Z][A-Za-z]{1,40})\}/g;

/** The first value that the case names and the facts lack; null: it can be asked. */
export function missingIn(asked: ParityCase, facts: Facts): FactName | null {
  const names = [...JSON.stringify([asked.path, asked.query, asked.body, asked.region]).matchAll(PLACE)].map(
    ([, name]) => name as FactName,
  );
  return [...names, ...(asked.needs ?? [])].find((name) => facts[name] === undefined) ?? null;
}

/** The request of this case, with the values of one side. */
export function requestOf(asked: ParityCase, facts: Facts): RawRequest {
  const { service, operation, method, path, query = {}, body, signing = 'own', region } = asked;
  return {
    service,
    operation,
    method,
    signing,
    path: filled(path, facts, encodeURIComponent),
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, filled(value, facts)])),
    region: region === undefined ? null : filled(region, facts),
    body:
      body === undefined
        ? null
        : typeof body === 'string'
          ? filled(body, facts)
          : JSON.stringify(filledIn(body, facts)),
  };
}

function filledIn(value: unknown, facts: Facts): unknown {
  if (typeof value === 'string') return filled(value, facts);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, facts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filledIn(inner, facts)]));
}

function filled(text: string, facts: Facts, spell = (value: string) => value): string {
  return text.replace(PLACE, (_, name: FactName) => spell(facts[name] ?? ''));
}
