import { E_JSON_DEPTH, E_JSON_SYNTAX, E_JSON_UTF8, MAX_DEPTH } from '../../../../kernel/layout/errors.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export type Document =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly code: number };

export type Extracted =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: number };

/** Strict: one bad byte refuses the document, and a byte order mark stays, so that JSON.parse rejects it. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Deepest nesting of brackets in a text that is known to be JSON. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) {
      for (i++; text.charCodeAt(i) !== QUOTE; i++) if (text.charCodeAt(i) === BACKSLASH) i++;
      continue;
    }
    const bracket = unit | 0x20;
    if (bracket === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (bracket === 0x7d) depth--;
  }
  return deepest;
}

/**
 * Decodes and parses one document: what the kernel's scanner must agree with. Fails with E_JSON_UTF8,
 * E_JSON_SYNTAX (also where the kernel says E_JSON_TRUNCATED: JSON.parse doesn't tell them apart), or
 * E_JSON_DEPTH beyond MAX_DEPTH levels, in this order.
 */
export function parseDocument(bytes: Uint8Array): Document {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, code: E_JSON_UTF8 };
  }
  try {
    const value = JSON.parse(text) as Json;
    return depthOf(text) > MAX_DEPTH ? { ok: false, code: E_JSON_DEPTH } : { ok: true, value };
  } catch {
    return { ok: false, code: E_JSON_SYNTAX };
  }
}
