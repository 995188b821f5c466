import { failed } from '../core/catalogue/failed.js';

/** The certificates that take the place of Node's own, and the setting they came from. */
export interface Trust {
  certificates: string[];
  /** What people are told: `AWS_CA_BUNDLE (/etc/ssl/corp.pem)`. */
  name: string;
}

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * The bundle that AWS_CA_BUNDLE names, or `ca_bundle` of the profile; null: Node's own certificates. As in the AWS CLI it
 * replaces them: who pins a bundle means that nothing else is trusted. Throws FILE_UNREADABLE and FILE_INVALID.
 */
export async function trustFrom(profile: string | null): Promise<Trust | null> {
  const { loadConfig } = await import('@smithy/core/config');
  const named = await loadConfig<readonly [file: string, setting: string] | undefined>(
    {
      environmentVariableSelector: ({ AWS_CA_BUNDLE: file }) => (file ? [file, 'AWS_CA_BUNDLE'] : undefined),
      configFileSelector: ({ ca_bundle: file }) => (file ? [file, 'ca_bundle of the profile'] : undefined),
      default: undefined,
    },
    profile === null ? {} : { profile },
  )();
  return named === undefined ? null : read(...named);
}

async function read(file: string, setting: string): Promise<Trust> {
  const name = `${setting} (${file.slice(0, 300)})`;
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const said = error instanceof Error ? error.message : null;
    throw failed('FILE_UNREADABLE.certificates', { name, said, file: file.slice(0, 300), setting });
  });
  const certificates: string[] = text.match(CERTIFICATE) ?? [];
  const { X509Certificate } = await import('node:crypto');
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
    if (certificates.length > 0) return { certificates, name };
  } catch {
    // Told below.
  }
  throw failed('FILE_INVALID.certificates', { name });
}
