import { Refusal } from '../../src/emulator/http/refusal.js';

/** What an operation that is refused is refused with. */
export async function refusalOf(asked: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  throw error ?? new Error('it was not refused');
}
