/**
 * The load, in a process of its own: keeps connections open and asks over and over. Closed loop (each connection asks
 * again as soon as it has its answer) for a maximum; open loop (requests fall due by a Poisson process, whatever
 * the server does, and wait in its queue) for tails.
 */
import { connect, type Socket } from 'node:net';
import { createRandom } from '../../upstream-sim/random.ts';

export interface LoadRequest {
  readonly path: string;
  readonly ifNoneMatch?: string;
}

export interface Load {
  readonly port: number;
  /** asked in turn, from `from` on */
  readonly requests: readonly LoadRequest[];
  readonly from: number;
  readonly connections: number;
  /** the status that every answer has to have */
  readonly status: number;
  /** how many requests, in a closed loop */
  readonly count: number;
  /** requests a second, in an open loop; absent in a closed one */
  readonly rate?: number;
}

export interface LoadResult {
  /** answers of the status expected, whole */
  readonly answered: number;
  readonly errors: number;
  readonly seconds: number;
  /** bytes of all bodies */
  readonly bytes: number;
  /** ms from when a request was sent (closed loop) or due (open loop) until its answer was there */
  readonly latency: {
    readonly p50: number;
    readonly p99: number;
    readonly p999: number;
    readonly max: number;
  };
}

const HEAD_END = Buffer.from('\r\n\r\n');
const READ_BUFFER = 262_144;
const SEED = 7;

type Answered = (connection: Connection, status: number, bytes: number) => void;

/** Answers of one connection, cut out of the bytes that arrive. */
class Connection {
  readonly socket: Socket;
  /** times of the requests that have no answer yet, oldest first */
  readonly waiting: number[] = [];
  #carry: Buffer | null = null;
  #bodyLeft = 0;
  #status = 0;
  #length = 0;
  readonly #answered: Answered;

  constructor(port: number, answered: Answered, failed: (connection: Connection) => void) {
    this.#answered = answered;
    const onread = {
      buffer: Buffer.allocUnsafe(READ_BUFFER),
      callback: (size: number, buffer: Uint8Array) => {
        this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, size));
        return true;
      },
    };
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    this.socket.on('error', () => failed(this));
    this.socket.on('close', () => failed(this));
  }

  #read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#bodyLeft > 0) {
        const taken = Math.min(this.#bodyLeft, chunk.length - at);
        at += taken;
        this.#bodyLeft -= taken;
        if (this.#bodyLeft === 0) this.#answered(this, this.#status, this.#length);
        continue;
      }
      const rest =
        this.#carry === null ? chunk.subarray(at) : Buffer.concat([this.#carry, chunk.subarray(at)]);
      const end = rest.indexOf(HEAD_END);
      if (end < 0) {
        this.#carry = Buffer.from(rest);
        return;
      }
      at += end + HEAD_END.length - (this.#carry?.length ?? 0);
      this.#carry = null;
      this.#startBody(rest.toString('latin1', 0, end));
    }
  }

  #startBody(head: string): void {
    this.#status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *([0-9]+)/i.exec(head)?.[1];
    if (length === undefined && this.#status !== 304) {
      // Its end could not be told from here; nobody who is measured here does that.
      this.socket.destroy();
      return;
    }
    this.#length = this.#status === 304 ? 0 : Number(length);
    this.#bodyLeft = this.#length;
    if (this.#bodyLeft === 0) this.#answered(this, this.#status, 0);
  }
}

/** Runs one load to its end. */
export function runLoad(load: Load): Promise<LoadResult> {
  const { port, requests, connections, status, count, rate } = load;
  const texts = requests.map(({ path, ifNoneMatch }) => {
    const condition = ifNoneMatch === undefined ? '' : `If-None-Match: ${ifNoneMatch}\r\n`;
    return `GET ${path} HTTP/1.1\r\nHost: bench.test\r\nAccept: */*\r\n${condition}\r\n`;
  });
  const latencies = new Float64Array(count);
  let sent = 0;
  let done = 0;
  let errors = 0;
  let bytes = 0;
  return new Promise((resolve) => {
    const begun = performance.now();
    const random = createRandom(SEED);
    let due = begun;
    const finish = () => {
      const seconds = (performance.now() - begun) / 1000;
      for (const { socket } of pool) socket.destroy();
      latencies.sort();
      const p = (share: number) => latencies[Math.min(count - 1, Math.floor(share * count))] ?? Number.NaN;
      const latency = { p50: p(0.5), p99: p(0.99), p999: p(0.999), max: p(1) };
      resolve({ answered: done - errors, errors, seconds, bytes, latency });
    };
    const settle = (since: number, failed: boolean, size: number) => {
      latencies[done] = performance.now() - since;
      done++;
      bytes += size;
      if (failed) errors++;
      if (done === count) finish();
    };
    const send = (connection: Connection, since: number) => {
      connection.waiting.push(since);
      connection.socket.write(texts[(load.from + sent++) % texts.length] ?? '');
    };
    const answered = (connection: Connection, got: number, size: number) => {
      settle(connection.waiting.shift() ?? begun, got !== status, size);
      if (rate === undefined && sent < count) send(connection, performance.now());
    };
    const failed = (connection: Connection) => {
      // What was under way on a connection that broke counts as failed; after the end there is nothing.
      for (const since of connection.waiting.splice(0)) if (done < count) settle(since, true, 0);
      if (done < count && rate === undefined && sent < count) {
        const place = pool.indexOf(connection);
        const next = new Connection(port, answered, failed);
        if (place >= 0) pool[place] = next;
        send(next, performance.now());
      }
    };
    const pool = Array.from({ length: connections }, () => new Connection(port, answered, failed));
    if (rate === undefined) {
      for (const connection of pool) if (sent < count) send(connection, performance.now());
      return;
    }
    const tick = () => {
      const now = performance.now();
      while (due <= now && sent < count) {
        // The connection with the fewest waiting: as a browser or a proxy would choose.
        let best = pool[0] as Connection;
        for (const candidate of pool) if (candidate.waiting.length < best.waiting.length) best = candidate;
        send(best, due);
        due += (-Math.log(1 - random.float()) * 1000) / rate;
      }
      if (sent < count) setImmediate(tick);
    };
    tick();
  });
}

if (process.send !== undefined) {
  process.on('message', (load: Load) => {
    void runLoad(load).then((result) => process.send?.(result));
  });
}
