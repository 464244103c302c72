/** State of an older version, found again. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** workerd keeps a Durable Object by the name of its Worker, which was another while there was one Worker for all. */
const OLD = 'v3/do/brawlfast-Collector';
const NEW = 'v3/do/brawlfast-collector-Collector';

/** Takes over what was collected while there was one Worker; what the present one has collected stays. */
export function takeOverState(state: string): void {
  if (existsSync(join(state, OLD)) && !existsSync(join(state, NEW))) {
    renameSync(join(state, OLD), join(state, NEW));
  }
}
