import { failed } from '../core/catalogue/failed.js';

/** The variables that name a proxy for https, in the order in which they are read: curl, Python and the AWS CLI agree. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY'] as const;

/** The proxy that requests to https endpoints go through. */
export interface ProxyServer {
  /** Holds the password, where there is one: never shown. */
  url: URL;
  /** What people are told: `proxy.example.com:3128 (HTTPS_PROXY)`. */
  name: string;
  signsIn: boolean;
  /** The value of NO_PROXY. */
  except: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that the environment asks for; null where it asks for none. Throws PROXY_INVALID, without its value. */
export function proxyFrom(environment: Environment): ProxyServer | null {
  const variable = VARIABLES.find((name) => (environment[name] ?? '').trim() !== '');
  if (variable === undefined) return null;
  const url = proxyUrl(environment[variable]?.trim() ?? '', variable);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return {
    url,
    name: `${url.hostname}:${port} (${variable})`,
    signsIn: url.username !== '' || url.password !== '',
    except: environment['no_proxy'] || environment['NO_PROXY'] || '',
  };
}

/** As in curl and the AWS CLI, what has no scheme is `http://`. */
function proxyUrl(value: string, variable: string): URL {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value.replace(/^\/\//, '')}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') throw failed('PROXY_INVALID.url', { variable });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw failed('PROXY_INVALID.scheme', { variable, scheme: url.protocol.slice(0, 20) });
  }
  // A "/", "?" or "#" in a password ends the host too early: the rest of the password would be taken for a path.
  if (`${url.pathname}${url.search}${url.hash}`.includes('@') || !isDecodable(url.username + url.password)) {
    throw failed('PROXY_INVALID.encoding', { variable });
  }
  return url;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a host is reached without the proxy, as the AWS CLI and curl read NO_PROXY: `example.com` and
 * `.example.com` stand for the host and everything below it, `host:443` for one port, `*` for every host.
 */
export function isExcepted(except: string, host: string, port: number): boolean {
  return except
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = entry, only] = /^(.*[^:]):(\d+)$/.exec(entry) ?? [];
      if (only !== undefined && Number(only) !== port) return false;
      const domain = name.replace(/^\*?\.?/, '').replace(/^\[(.*)\]$/, '$1');
      return domain === '' || host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
    });
}
