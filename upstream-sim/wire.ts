import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Waits; a client that leaves ends the wait, so that closing the server leaves no timer behind. */
export function sleep(ms: number, res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    res.once('close', done);
  });
}

/** Sends an answer; to HEAD, and with 204 and 304, without its body. */
export function send(res: ServerResponse, answer: Answer, req: IncomingMessage): void {
  const bodiless = answer.status === 304 || answer.status === 204;
  const length = bodiless ? {} : { 'content-length': String(answer.body.length) };
  res.writeHead(answer.status, { ...length, ...answer.headers });
  res.end(bodiless || req.method === 'HEAD' ? undefined : answer.body);
}

/** Announces the whole body, sends its first bytes and breaks the connection. */
export function cut(res: ServerResponse, answer: Answer, bytes: number): void {
  res.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  res.flushHeaders();
  res.write(answer.body.subarray(0, bytes), () => res.destroy());
}
