import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as meetings from '@aws-sdk/client-chime-sdk-meetings';
import * as voice from '@aws-sdk/client-chime-sdk-voice';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { answerEntry } from '../../../src/core/catalogue/aws/answer.js';
import { plainName, type Sighting } from '../../../src/core/catalogue/error-mark.js';
import { OPERATION_NAMES, operationOf } from '../../../src/core/catalogue/operations.js';
import { explain } from '../../../src/core/explain/explain.js';
import { quiet } from './asked.js';

/** An exception as the SDK's own schema describes it: `[-3, namespace, name, traits, …]`. */
type Schema = [kind: number, namespace: string, name: string, traits: Record<string, unknown>];

const schemasOf = (client: object): Schema[] =>
  Object.values(client).filter(
    (value): value is Schema => Array.isArray(value) && value[0] === -3 && isFault(value[3]),
  );
const isFault = (traits: unknown) => JSON.stringify(traits ?? null).match(/"(?:client|server)"/) !== null;
const statusOf = ([, , , traits]: Schema) => Object.values(traits).find((value) => typeof value === 'number') as number;

const seen = (more: Partial<Sighting>): Sighting => ({
  ...{ said: '', name: '', code: '', syscall: '', status: 0, text: '' },
  ...{ garbled: false, marked: true, skewed: false, unsent: false, profileKnown: true },
  ...more,
});

/** Where the client's own documentation of a command lists what it throws. */
function thrownBy(packageName: string, operation: string): string[] {
  const root = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  const types = readFileSync(join(root, `dist-types/commands/${operation}Command.d.ts`), 'utf8');
  return [...types.matchAll(/@throws \{@link (\w+)\}/g)].map(([, name]) => name as string);
}

describe.each([
  ['voice', voice, 12],
  ['meetings', meetings, 12],
])('every exception of the %s client', (_service, client, atLeast) => {
  const schemas = schemasOf(client);
  it('is seen at all', () => expect(schemas.length).toBeGreaterThanOrEqual(atLeast));

  it.each(schemas.map((schema) => [schema[2], statusOf(schema)] as const))('%s (%i) has an entry', (name, status) => {
    for (const spelling of [name, plainName(name), `com.amazonaws#${name}`, `${name}:http://internal/`]) {
      const entry = answerEntry(seen({ name: plainName(spelling) }), 'other');
      expect(entry?.recognised.error.names).toContain(plainName(name));
      expect(explain({ text: spelling, operation: null }, quiet).explanations.map(({ id }) => id)).toContain(entry?.id);
    }
    expect(answerEntry(seen({ name: 'Unknown', status }), 'other')).toBeDefined();
  });
});

it.each(Object.values(voice.ErrorCode))('the Code %s of a voice answer has an entry', (code) => {
  expect(answerEntry(seen({ name: code }), 'other')?.recognised.error.names).toContain(code);
});

describe('what each operation is documented to throw is explained for that operation', () => {
  const PACKAGES = {
    voice: '@aws-sdk/client-chime-sdk-voice',
    meetings: '@aws-sdk/client-chime-sdk-meetings',
    logs: '@aws-sdk/client-cloudwatch-logs',
  };
  const clients = { voice, meetings, logs };
  const cases = OPERATION_NAMES.flatMap((operation) => {
    const [service] = Object.entries(clients).find(([, client]) => `${operation}Command` in client) ?? [];
    if (service === undefined) throw new Error(`no client has ${operation}`);
    const names = thrownBy(PACKAGES[service as keyof typeof PACKAGES], operation);
    return names.filter((name) => !name.endsWith('ServiceException')).map((name) => [operation, name] as const);
  });

  it('there are many', () => expect(cases.length).toBeGreaterThan(100));

  it.each(cases)('%s: %s', (operation, name) => {
    const entry = answerEntry(seen({ name: plainName(name) }), operationOf(operation).subject);
    expect(entry?.recognised.error.names).toContain(plainName(name));
    const [first] = explain({ text: name, operation }, quiet).explanations;
    expect(first).toMatchObject({ id: entry?.id, operation });
  });
});
