/** Lighthouse, as it comes: its phone, its slow network (150 ms, 1.6 Mbit/s, 4 × CPU), its categories. */
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { chromiumPath, FLAGS } from '../../test/browser/chromium.ts';
import type { BenchResult } from '../harness.ts';

const LEAST = 98;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const RUNS = 3;

export async function auditResults(url: string, port: number): Promise<BenchResult[]> {
  const args = [...FLAGS, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args, headless: true });
  try {
    const runs: Awaited<ReturnType<typeof audit>>[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await audit(url, port));
    return CATEGORIES.map((category) => {
      // The middle one: a neighbour on the machine makes a page slower, never faster.
      const scores = runs.map(({ scores }) => scores[category] ?? 0).sort((a, b) => a - b);
      const score = scores[Math.floor(RUNS / 2)] ?? 0;
      const failed = runs[0]?.failed[category] ?? [];
      const note = `of 100; middle of ${RUNS} (${scores.join(', ')})${failed.length > 0 ? `; short: ${failed.join(', ')}` : ''}`;
      return {
        id: `web.lighthouse.${category}`,
        ours: score,
        peer: null,
        unit: 'points',
        ratio: score / LEAST,
        met: score >= LEAST,
        note: `≥ ${LEAST} points; ${note}`,
      };
    });
  } finally {
    await browser.close();
  }
}

async function audit(url: string, port: number) {
  const result = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
  if (result === undefined) throw new Error('Lighthouse says nothing');
  const { categories, audits } = result.lhr;
  const scores: Record<string, number> = {};
  const failed: Record<string, string[]> = {};
  for (const [name, category] of Object.entries(categories)) {
    scores[name] = Math.round(100 * (category.score ?? 0));
    failed[name] = category.auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim());
  }
  return { scores, failed };
}
