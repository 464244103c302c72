/** CPU that this thread takes, exactly: what a step costs, whatever else the machine is doing. */
import { PerformanceObserver } from 'node:perf_hooks';

/** Long enough for the system to put the thread aside, short enough not to be noticed in a day of steps. */
const NAP_MS = 0.02;

/**
 * CPU of this thread since it began, in ms: user and system, collecting of garbage on this thread and all, and nothing of
 * other threads, of other processes, or of waiting. The system brings a thread's account up to date when it puts it aside, otherwise
 * with its clock's ticks of 4 ms, longer than most steps; so the thread naps before it looks. Right to some 0.01 ms.
 */
export function createThreadCpu(): () => number {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  return () => {
    Atomics.wait(cell, 0, 0, NAP_MS);
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
}

/** Adds up what this thread's garbage collector stops it for, in ms by the clock on the wall. */
export function watchGarbage(): { readonly ms: () => number; readonly close: () => void } {
  let ms = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) ms += duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  return { ms: () => ms, close: () => observer.disconnect() };
}
