/** /health, as far as the terminal is interested. */

export interface Health {
  readonly status: string;
  readonly maps: number;
  readonly brawlers: number;
  readonly battles: number;
  /** null where no battles are collected, or nothing is known of it yet */
  readonly collecting: Collecting | null;
}

export interface Collecting {
  /** players known, and of these polled at least once */
  readonly players: number;
  readonly polled: number;
  /** battles counted so far */
  readonly battles: number;
}

/** Reads a body; null for what is none. Fields that aren't there count as 0 or null. */
export function readHealth(body: unknown): Health | null {
  if (!isRecord(body) || typeof body.status !== 'string') return null;
  const { status, collecting } = body;
  return {
    status,
    maps: numberOf(body.maps),
    brawlers: numberOf(body.brawlers),
    battles: numberOf(body.battles),
    collecting: isRecord(collecting)
      ? {
          players: numberOf(collecting.players),
          polled: numberOf(collecting.polled),
          battles: numberOf(collecting.battles),
        }
      : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** Asks once; null where nothing usable comes within five seconds. */
export async function askHealth(url: string): Promise<Health | null> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) });
    return readHealth(await response.json());
  } catch {
    return null;
  }
}
