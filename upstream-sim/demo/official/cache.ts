/**
 * Remembers the last `limit` results of a pure function, by key; the one used longest ago goes first. What is
 * answered never depends on what is remembered.
 */
export function createCache<K, V>(limit: number, make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    const value = found ?? make(key);
    if (found !== undefined) known.delete(key);
    known.set(key, value);
    if (known.size > limit) {
      const oldest = known.keys().next();
      if (oldest.done !== true) known.delete(oldest.value);
    }
    return value;
  };
}
