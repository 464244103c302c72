/** The generator from the outside, and what a server's process has used. */
import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Load, LoadResult } from './generator.ts';

const GENERATOR = join(import.meta.dirname, 'generator.ts');

export interface Generator {
  run(load: Load): Promise<LoadResult>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child: ChildProcess = fork(GENERATOR, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    run: (load) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('the generator ended'));
        child.once('exit', ended);
        child.once('message', (result) => {
          child.off('exit', ended);
          resolve(result as LoadResult);
        });
        child.send(load);
      }),
    stop: () => void child.kill(),
  };
}

/**
 * CPU time that all threads of a process have used, ms; null where the system doesn't tell (it is read from Linux's
 * /proc, in nanoseconds).
 */
export function cpuMs(pid: number): number | null {
  try {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]);
    }
    return nanoseconds / 1e6;
  } catch {
    return null;
  }
}

/** Memory of a process that is really there, bytes. */
export interface Resident {
  readonly all: number;
  /** of it, pages of files as they are, which all who run the same program share: the program's own, where they ran */
  readonly files: number;
}

/** Null where the system doesn't tell. */
export function residentMemory(pid: number): Resident | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (field: string) =>
      Number(new RegExp(`^${field}:\\s+([0-9]+) kB`, 'm').exec(status)?.[1]) * 1024;
    const found = { all: bytes('VmRSS'), files: bytes('RssFile') };
    return Number.isNaN(found.all + found.files) ? null : found;
  } catch {
    return null;
  }
}
