import type { en } from './en.ts';

/** The interface's texts: every language has every one of English's, or doesn't compile. */
export type Messages = typeof en;
