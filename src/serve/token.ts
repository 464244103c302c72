/** SHA-256, as the runtime gives it. */
export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;

const BEARER = /^bearer +(\S+) *$/i;

/**
 * Whether an Authorization header carries the token. Both are hashed first: then the time that comparing takes tells
 * neither how long the token is nor how much of it was right.
 */
export async function carriesToken(header: string | null, token: string, digest: Digest): Promise<boolean> {
  const given = BEARER.exec(header ?? '')?.[1] ?? '';
  const [a, b] = await Promise.all([hashOf(given, digest), hashOf(token, digest)]);
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i += 1) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

async function hashOf(text: string, digest: Digest): Promise<Uint8Array> {
  return new Uint8Array(await digest(new TextEncoder().encode(text)));
}
