import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startUpstreamSim, type UpstreamSim, type UpstreamSimOptions } from '../../upstream-sim/server.ts';

/** The captures beside the checkout, or null where there are none. */
export function recordingFolder(name: string): string | null {
  const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'recordings', name);
  return existsSync(folder) ? folder : null;
}

/** Starts a server that ends with the test. */
export async function startSim(options: UpstreamSimOptions): Promise<UpstreamSim> {
  const sim = await startUpstreamSim(options);
  onTestFinished(() => sim.close());
  return sim;
}

/** Writes a made-up recording, which goes with the test. Values are texts as they stand or JSON. */
export function writeRecording(files: Record<string, unknown>): string {
  const directory = mkdtempSync(join(tmpdir(), 'upstream-sim-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, value] of Object.entries(files)) {
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return directory;
}

/** GETs a path exactly as written: fetch would tidy up dots and escapes first. */
export function getRaw(port: number, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    req.on('error', reject);
    req.end();
  });
}

/** GETs JSON, whatever its type: a test that reads a wrong field fails on undefined. */
export async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as T;
}
