import type { Agent as PlainAgent } from 'node:http';
import type { Agent } from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';
import { proxyFrom } from './proxy.js';
import { ReportingAgent } from './reporting-agent.js';
import { trustFrom } from './trust.js';
import { plainAgent, withoutUpgrades } from './upgrades.js';

/** Longer than the tunnel's own limit, whose error says more. */
const AFTER_THE_TUNNEL_MS = 250;

/** How the SDK is to reach its endpoints; it heeds neither HTTPS_PROXY nor AWS_CA_BUNDLE of its own. */
export interface Connections {
  httpAgent: PlainAgent;
  httpsAgent: Agent;
  connectionTimeout: number;
}

/**
 * Connections as environment and profile ask for them: through a proxy, trusting a bundle, or as Node makes them.
 * Throws a Failure (exit 2) where a setting cannot be followed: then nothing must be sent.
 */
export async function connectionsFor(profile: string | null, connectMs: number): Promise<Connections> {
  const proxy = proxyFrom(process.env);
  const trust = await trustFrom(profile);
  const name = trust?.name ?? null;
  const sharing = { keepAlive: true, maxSockets: 50 };
  const httpAgent = plainAgent(sharing);
  const options = {
    ...sharing,
    // Made once: a bundle holds some 140 certificates, and each connection would read them again.
    ...(trust === null ? {} : { secureContext: createSecureContext({ ca: trust.certificates }) }),
  };
  if (proxy === null) {
    const httpsAgent = withoutUpgrades(new ReportingAgent(options, connectMs, name));
    return { httpAgent, httpsAgent, connectionTimeout: connectMs };
  }
  const { TunnellingAgent } = await import('./tunnelling-agent.js');
  // A bundle is for the services: a proxy's own certificate may as well be a public one.
  const ca = trust === null ? null : [...trust.certificates, ...rootCertificates];
  return {
    httpAgent,
    httpsAgent: withoutUpgrades(new TunnellingAgent({ proxy, connectMs, trust: name, ca }, options)),
    connectionTimeout: connectMs + AFTER_THE_TUNNEL_MS,
  };
}
