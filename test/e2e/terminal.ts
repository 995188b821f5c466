/** The program with a person at its terminal: stdin and stderr are one, stdout is a pipe. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Ended, PROGRAM } from './program.js';

const TERMINAL = fileURLToPath(new URL('./terminal.py', import.meta.url));

/** Runs it, and types each of these once its text is on the screen, in their order. */
export function onTerminal(
  args: string[],
  env: Record<string, string>,
  types: [whenSeen: string, keys: string][],
): Promise<Ended> {
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', TERM: 'xterm' };
  const waiting = [...types];
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [TERMINAL, process.execPath, PROGRAM, ...args], {
      env: { ...inherited, AWS_EC2_METADATA_DISABLED: 'true', ...env },
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdio[3]?.on('data', (data: Buffer) => {
      ended.stdout += data.toString();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      ended.stderr += text;
      const [seen, keys] = waiting[0] ?? [];
      if (seen === undefined || keys === undefined || !ended.stderr.includes(seen)) return;
      waiting.shift();
      child.stdin?.write(keys);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ended, code }));
  });
}
