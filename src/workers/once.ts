/**
 * What is made from the bindings when the first request brings them, and kept: they are the same for the life of an isolate.
 * Bindings are known before that by `cloudflare:workers` too, but to load that module takes a new isolate longer than all that is
 * made of them (docs/performance.md).
 */
export function once<Bindings, Made extends object>(make: (bindings: Bindings) => Made) {
  let made: Made | null = null;
  return (bindings: Bindings): Made => {
    made ??= make(bindings);
    return made;
  };
}
