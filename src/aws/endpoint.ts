import { failed } from '../core/catalogue/failed.js';
import type { Failure } from '../core/failure.js';
import type { AwsSettings } from '../core/ports/aws.js';

/** The services by the names that AWS's settings for endpoints are made of. */
const SERVICES = { meetings: 'chime_sdk_meetings', voice: 'chime_sdk_voice', logs: 'cloudwatch_logs' } as const;
export type Service = keyof typeof SERVICES;

type Asked = Pick<AwsSettings, 'endpointUrl' | 'profile'>;

/**
 * Where the requests of a service go (`meetings`, where none is named), if not to AWS's own endpoint, which is null:
 * `--endpoint-url`, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, then the services section of the profile and its
 * endpoint_url. AWS_IGNORE_CONFIGURED_ENDPOINT_URLS leaves the flag alone. One endpoint is always written the same way:
 * host in lower case, no slash at the end, neither user nor query.
 */
export async function configuredEndpoint(settings: Asked, service: Service = 'meetings'): Promise<string | null> {
  const endpoint = await endpointFor(settings, service);
  return endpoint === null ? null : normalised(endpoint);
}

/**
 * The same, as it was written. The SDK's loader reads environment and profile; its clients would read the endpoint of
 * AWS_PROFILE's profile even where they are given another one, so they are told.
 */
export async function endpointFor({ endpointUrl, profile }: Asked, service: Service): Promise<string | null> {
  if (endpointUrl !== null) return endpointUrl;
  const { loadConfig, booleanSelector, SelectorType } = await import('@smithy/core/config');
  const of = profile === null ? {} : { profile };
  const name = SERVICES[service];
  const ignored = loadConfig<boolean | undefined>(
    {
      environmentVariableSelector: (env) =>
        booleanSelector(env, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', SelectorType.ENV),
      configFileSelector: (its) => booleanSelector(its, 'ignore_configured_endpoint_urls', SelectorType.CONFIG),
      default: false,
    },
    of,
  );
  if ((await ignored()) === true) return null;
  const configured = loadConfig<string | NoServices | undefined>(
    {
      environmentVariableSelector: (env) =>
        env[`AWS_ENDPOINT_URL_${name.toUpperCase()}`] || env['AWS_ENDPOINT_URL'] || undefined,
      configFileSelector: (its, file) => {
        // A services section is a section of the file; what stands below a service's name, the loader joins with a dot.
        const services = its['services'];
        const section = services === undefined ? {} : file?.[`services.${services}`];
        // What is thrown here the loader takes for "not configured", and the requests would go to AWS.
        if (section === undefined) return new NoServices(services ?? '');
        return section[`${name}.endpoint_url`] || its['endpoint_url'] || undefined;
      },
      default: undefined,
    },
    of,
  );
  const found = await configured();
  if (found instanceof NoServices) throw found.failure();
  return found ?? null;
}

/** The profile names a services section that its file does not have. The AWS CLI refuses it, too. */
class NoServices {
  constructor(private readonly section: string) {}

  failure(): Failure {
    return failed('ENDPOINT_INVALID.services', { section: this.section.slice(0, 100) });
  }
}

function normalised(endpoint: string): string {
  // One that is no URL is refused when the first request is made.
  if (!URL.canParse(endpoint)) return endpoint;
  const { protocol, host, pathname } = new URL(endpoint);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

/** `aws`: every service at AWS's own endpoint; `loopback`: none of them beyond this machine. */
export async function whereItGoes(settings: Asked): Promise<'aws' | 'loopback' | 'elsewhere'> {
  const services = Object.keys(SERVICES) as Service[];
  const endpoints = await Promise.all(services.map((service) => endpointFor(settings, service)));
  if (endpoints.every((endpoint) => endpoint === null)) return 'aws';
  const isLoopback = endpoints.every((endpoint) => {
    const url = endpoint !== null && URL.canParse(endpoint) ? new URL(endpoint) : null;
    return url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  });
  return isLoopback ? 'loopback' : 'elsewhere';
}
