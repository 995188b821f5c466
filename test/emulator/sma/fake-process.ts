import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { HandlerProcess } from '../../../src/emulator/sma/handler-process.js';

/** A handler's process that is none: the test writes its frames and its output, and ends it. */
export function fakeProcess() {
  const child = Object.assign(new EventEmitter(), { stdout: new PassThrough(), stderr: new PassThrough() });
  const frames = new PassThrough();
  const sent: { requestId: string }[] = [];
  let killed = 0;
  const own: HandlerProcess = {
    child: child as unknown as HandlerProcess['child'],
    frames,
    send: (invocation) => void sent.push(invocation as { requestId: string }),
    kill: () => void killed++,
  };
  return {
    own,
    child,
    sent,
    killed: () => killed,
    frame: (frame: object) => void frames.write(`${JSON.stringify(frame)}\n`),
    raw: (text: string) => void frames.write(text),
    closed: (code: number | null, signal: string | null = null) => void child.emit('close', code, signal),
  };
}
