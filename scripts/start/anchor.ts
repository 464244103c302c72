/** The moment that a replay's newest battle is moved to, kept over restarts. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Epoch ms. The first start settles it, for as long as its file is there: a battle's time is half of its identity,
 * and moved elsewhere each would be counted again. Throws an Error for a file that holds no time.
 */
export function keptAnchor(file: string, now: number): number {
  const text = readIfThere(file);
  if (text === null) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${now}\n`);
    return now;
  }
  if (/^[0-9]{12,14}\n?$/.test(text)) return Number(text);
  throw new Error(`${file} holds no time; delete its folder to begin anew`);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
