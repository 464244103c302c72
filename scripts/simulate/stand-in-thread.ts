/** The thread of standInApart(). */
import { parentPort, workerData } from 'node:worker_threads';
import {
  type Answer,
  type Answers,
  type Greeting,
  openWorld,
  type Question,
  type WorldOptions,
} from './stand-in.ts';

let now = 0;
const world = openWorld(workerData as WorldOptions, () => now);

async function answer({ id, url, headers, now: asOf }: Question): Promise<Answer> {
  now = asOf;
  const response = await world.fetch(url, { headers });
  const body = response.body === null ? null : await response.arrayBuffer();
  return { id, status: response.status, headers: [...response.headers], body };
}

async function reply(questions: readonly Question[]): Promise<void> {
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await answer(question));
  const { user, system } = process.threadCpuUsage();
  const said: Answers = { answers, cpuMs: (user + system) / 1000 };
  const bodies = answers.flatMap(({ body }) => (body === null ? [] : [body]));
  parentPort?.postMessage(said, bodies);
}

parentPort?.on('message', (questions: readonly Question[]) => void reply(questions));
const { brawlApiUrl, officialUrl } = world;
parentPort?.postMessage({ brawlApiUrl, officialUrl } satisfies Greeting);
