/** The web app on an emulated phone: the product in workerd, with a full snapshot, in the browser of the tests. */
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../test/browser/chromium.ts';
import { freePort, type Product, startProduct, wholeKernel } from '../../test/browser/product.ts';
import { type BenchResult, table } from '../harness.ts';
import { answerResults } from './answer.ts';
import { auditResults } from './audit.ts';
import { loadResults } from './load.ts';
import { makeFullWorld } from './world.ts';

/** The lines of the table. */
export async function webResults(): Promise<BenchResult[]> {
  return [...(await live()), ...(await demo())];
}

/** With portraits in the page, as visitors get it; none is loaded. */
async function live(): Promise<BenchResult[]> {
  return withProduct('live', async ({ url }, map) => {
    const browser = await launchBrowser();
    try {
      return [
        ...(await loadResults(browser, `${url}/map/${map}`)),
        ...(await answerResults(browser, url, map)),
      ];
    } finally {
      await browser.close();
    }
  });
}

/** Without portraits: Lighthouse would take it amiss that their host can't be reached. */
async function demo(): Promise<BenchResult[]> {
  return withProduct('demo', async ({ url }, map) => auditResults(`${url}/map/${map}`, await freePort()));
}

async function withProduct<T>(
  data: 'live' | 'demo',
  work: (product: Product, map: string) => Promise<T>,
): Promise<T> {
  const product = await startProduct(data);
  try {
    const { snapshot, map } = makeFullWorld(wholeKernel(), data);
    await product.push(snapshot);
    return await work(product, map);
  } finally {
    await product.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(table(await webResults()));
