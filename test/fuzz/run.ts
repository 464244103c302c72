/** `npm run fuzz [-- DOCUMENTS [SEED]]`: a million documents, a tenth of them on the bounds-checked build as well. */
import { run } from './json.ts';

const BATCH = 20_000;

async function main(): Promise<void> {
  const documents = Number(process.argv[2] ?? 1_000_000);
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
  console.log(`fuzz: ${documents} documents, seed ${seed}`);
  let accepted = 0;
  let extracted = 0;
  for (let done = 0; done < documents; done += BATCH) {
    const count = Math.min(BATCH, documents - done);
    const report = await run(count, seed + done);
    await run(Math.ceil(count / 10), seed + done, 'debug');
    accepted += report.accepted;
    extracted += report.extracted;
    console.log(
      `${done + count} documents, ${accepted} JSON, ${extracted} extracted: no disagreement, trap or stray write`,
    );
  }
}

await main();
