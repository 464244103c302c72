/** Secrets on their way to the Worker: in a file that only its owner reads, never on a command line. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What an env file takes as it stands: no quotes, no escapes, no comments, no other variables. */
const PLAIN = /^[A-Za-z0-9._~+/=-]+$/;

/** The text of an env file. Throws an Error, which quotes no value, for one that would need quoting. */
export function secretsText(secrets: Readonly<Record<string, string>>): string {
  return Object.entries(secrets)
    .map(([name, value]) => {
      if (!PLAIN.test(value.trim())) throw new Error(`${name} holds something that no key holds`);
      return `${name}=${value.trim()}\n`;
    })
    .join('');
}

/** Writes the file anew, mode 0600, and returns what removes it. */
export function writeSecrets(file: string, secrets: Readonly<Record<string, string>>): () => void {
  const text = secretsText(secrets);
  mkdirSync(dirname(file), { recursive: true });
  // One that is there may be open to others, and `mode` is for new files.
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  return () => rmSync(file, { force: true });
}
