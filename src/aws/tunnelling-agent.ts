import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent, type HttpsProxyAgentOptions } from 'hpagent';
import { isExcepted, type ProxyServer } from './proxy.js';
import { ProxyFault } from './proxy-fault.js';
import { inTime, telling, type Way } from './reporting-agent.js';

type Done = (error: Error | null, socket: Duplex) => void;
/** What Node's agent hands over; the types know it not. */
type Target = RequestOptions & { host: string; port: number };
/** As the library calls back, with no socket where there is an error. */
type Tunnelled = (error: Error | null, socket: Duplex | null) => void;
type Connecting = (options: object, done: Tunnelled) => void;

const direct = (Agent.prototype as unknown as { createConnection(options: object): Duplex }).createConnection;
const tunnelled = (HttpsProxyAgent.prototype as unknown as { createConnection: Connecting }).createConnection;

export interface TunnelOptions {
  proxy: ProxyServer;
  /** For the whole of it: the proxy reached, the tunnel opened, TLS set up in it. */
  connectMs: number;
  trust: string | null;
  /** Whom a proxy of https:// is believed; null: Node's own certificates. */
  ca: readonly string[] | null;
}

/**
 * Connections through a proxy. The library opens the tunnel; this says what went wrong with it, and that nothing had
 * been sent: a connection is handed out only when TLS with the service stands, so that no proxy sees a request.
 */
export class TunnellingAgent extends HttpsProxyAgent {
  readonly #tunnel: TunnelOptions;
  readonly #way: Way;
  /** What is being set up: Node's agent does not know of it yet, so closing would leave it open. */
  readonly #pending = new Set<() => void>();

  constructor(tunnel: TunnelOptions, options: Omit<HttpsProxyAgentOptions, 'proxy' | 'proxyRequestOptions'>) {
    super({ ...options, proxy: tunnel.proxy.url });
    this.#tunnel = tunnel;
    this.#way = { proxy: tunnel.proxy.name, trust: tunnel.trust };
  }

  override createConnection(options: Target, done: Done): Duplex | undefined {
    const { proxy, connectMs, trust, ca } = this.#tunnel;
    if (isExcepted(proxy.except, options.host, Number(options.port))) {
      return telling(inTime(direct.call(this, options), connectMs), { proxy: null, trust });
    }
    const stop = new AbortController();
    let socket: Duplex | null = null;
    let ended = false;
    const end = (fault: Error | null) => {
      if (ended) return;
      ended = true;
      clearTimeout(late);
      this.#pending.delete(giveUp);
      if (fault !== null) {
        if (socket === null) stop.abort();
        socket?.destroy();
      }
      done(fault, (fault === null ? socket : null) as Duplex);
    };
    const giveUp = () => end(new ProxyFault('ERR_PROXY_CUT', proxy, 'it was given up'));
    this.#pending.add(giveUp);
    const late = setTimeout(
      () => end(new ProxyFault('ERR_PROXY_TIMED_OUT', proxy, `no connection in ${connectMs} ms`)),
      connectMs,
    );
    // The library takes them from here, anew for each connection.
    Object.assign(this, { proxyRequestOptions: { signal: stop.signal, ...(ca === null ? {} : { ca }) } });
    tunnelled.call(this, options, (fault, tls) => {
      if (tls === null || fault !== null) return end(ProxyFault.of(fault, proxy));
      socket = telling(tls, this.#way);
      socket.on('error', (error) => end(ProxyFault.inHandshake(error, proxy)));
      socket.once('close', () => end(new ProxyFault('ERR_PROXY_CUT', proxy, 'the connection was closed')));
      socket.once('secureConnect', () => end(null));
      if (ended) socket.destroy();
    });
    return undefined;
  }

  override destroy(): void {
    for (const giveUp of [...this.#pending]) giveUp();
    super.destroy();
  }
}
