// Places and ends calls on an emulator in a process of its own, and reports what its memory came to (Linux and macOS).
// npm run memory -- [--calls 20000] [--at-once 20] [--warm-up 4000] [--limit-mb 40] [--advance]
import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '20000' },
    'at-once': { type: 'string', default: '20' },
    // Caches, pools and the heap itself grow at first: that is not what this measures.
    'warm-up': { type: 'string', default: '4000' },
    'limit-mb': { type: 'string', default: '40' },
    // Moves the emulator's clock an hour after each thousand calls.
    advance: { type: 'boolean', default: false },
  },
});
const [calls, atOnce, warmUp, limit] = ['calls', 'at-once', 'warm-up', 'limit-mb'].map((name) => Number(values[name]));

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const emulator = spawn(process.execPath, [program, 'emulator', 'start'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const { url } = JSON.parse(await firstLine(emulator.stdout));
  const post = async (path, body) => {
    const answer = await fetch(`${url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const oneCall = async () => {
    const { transactionId } = await post('calls', {});
    await post('hangup', { transactionId });
  };
  const place = async (count) => {
    let left = count;
    const caller = async () => {
      while (left > 0) {
        left -= 1;
        await oneCall();
        if (values.advance && left % 1_000 === 0) await post('advance', { ms: 3_600_000 });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, caller));
  };
  console.log(`at the start: ${megabytes(emulator.pid)} MB`);
  await place(warmUp);
  const before = megabytes(emulator.pid);
  console.log(`after ${warmUp} calls: ${before} MB`);
  let after = before;
  for (let done = 0; done < calls; ) {
    const next = Math.min(5_000, calls - done);
    await place(next);
    done += next;
    after = megabytes(emulator.pid);
    console.log(`after ${warmUp + done} calls: ${after} MB`);
  }
  const grown = Math.round((after - before) * 10) / 10;
  console.log(`${grown} MB more after ${calls} calls (limit ${limit} MB)`);
  process.exitCode = grown > limit ? 1 : 0;
} finally {
  emulator.kill('SIGTERM');
}

function megabytes(pid) {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 102.4) / 10;
}

function firstLine(stream) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (part) => {
      text += part;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    stream.on('end', () => reject(new Error('the emulator did not start')));
  });
}
