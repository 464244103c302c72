/** A browser out of a package: nothing has to be installed beside it. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '../../build/chromium');

/** Unpacks it once, whole or not at all; returns where it is. */
export async function chromiumPath(): Promise<string> {
  const path = join(FOLDER, 'chromium');
  if (existsSync(path)) return path;
  const partial = `${FOLDER}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = partial;
  try {
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(partial, FOLDER);
  } catch {
    // Another one was faster.
    rmSync(partial, { recursive: true, force: true });
  }
  return path;
}

/** What it needs where there is no sandbox and no graphics card; web security stays as visitors have it. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
];

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: FLAGS, headless: true });
}
