/** The kernel's answers, parsed: what the API serves, as the types of shared/wire.ts. */

/** JSON as the kernel writes it. */
export function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
