import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Recording } from './recording.ts';

/** Writes a recording into a folder, for tests that share one; writeRecording() of upstream-sim's helpers is for a single test. */
export function writeFiles(folder: string, recording: Recording): void {
  for (const [name, value] of Object.entries(recording)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  }
}
