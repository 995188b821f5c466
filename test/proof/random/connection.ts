/** A connection of two ends in one process: what HTTP needs of a socket, without a socket. */
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';

class End extends Duplex {
  readonly connecting = false;
  peer: End | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;
  #lateMs = 0;

  constructor(readonly remoteAddress: string) {
    super({ allowHalfOpen: true });
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    const { peer } = this;
    this.#heard();
    if (peer === undefined || peer.destroyed) {
      done(broken('EPIPE', 'write'));
      return;
    }
    peer.#heard();
    peer.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    if (this.peer?.destroyed === false) this.peer.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#late);
    const { peer } = this;
    if (peer?.destroyed === false && !peer.readableEnded) peer.push(null);
    done(error);
  }

  /** As a TCP reset ends it: the other end gets an error. */
  resetAndDestroy(): this {
    this.peer?.destroy(broken('ECONNRESET', 'read'));
    return this.destroy();
  }

  setTimeout(ms: number, callback?: () => void): this {
    this.#lateMs = ms;
    if (callback !== undefined) this.once('timeout', callback);
    this.#heard();
    return this;
  }

  #heard(): void {
    clearTimeout(this.#late);
    if (this.#lateMs > 0) this.#late = setTimeout(() => this.emit('timeout'), this.#lateMs);
  }

  setNoDelay = () => this;
  setKeepAlive = () => this;
  ref = () => this;
  unref = () => this;
}

function broken(code: string, syscall: string): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}

/** An agent whose connections `accept` gets the other end of; the server sees `from` as the client's address. */
export class InProcessAgent extends Agent {
  constructor(
    private readonly from: string,
    private readonly accept: (connection: Duplex) => void,
  ) {
    super({ keepAlive: true, maxSockets: 50 });
  }

  override createConnection(): Duplex {
    const ours = new End('127.0.0.1');
    const theirs = new End(this.from);
    ours.peer = theirs;
    theirs.peer = ours;
    this.accept(theirs);
    return ours;
  }
}
