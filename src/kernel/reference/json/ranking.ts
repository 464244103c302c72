import * as layout from '../../../../kernel/layout/battles.ts';
import type { Extracted } from './document.ts';
import { extractDocument, integerOrNone, optionalObject, requiredArray, requiredObject } from './fields.ts';
import { encodeTag, highHalf, isPlainTag, lowHalf } from './tag.ts';
import { toBytes } from './writer.ts';

/**
 * Extracts a ranking of players into PLAYER rows (kernel/layout/battles.ts). Items that are no objects, and players
 * whose tag can't be asked for, are left out.
 */
export function extractRanking(bytes: Uint8Array): Extracted {
  return extractDocument(bytes, (value) => {
    const items = requiredArray(requiredObject(value).items);
    const rows: number[] = [];
    for (const item of items) {
      if (typeof item !== 'object' || Array.isArray(item)) continue;
      const { tag, trophies, rank } = optionalObject(item);
      if (typeof tag !== 'string' || !isPlainTag(tag)) continue;
      const code = encodeTag(tag);
      rows.push(lowHalf(code), highHalf(code), integerOrNone(trophies), integerOrNone(rank));
    }
    const count = rows.length / layout.PLAYER_FIELDS;
    const length = (layout.PLAYERS_HEADER_FIELDS + rows.length) * 4;
    return toBytes([layout.PLAYERS_MAGIC, length, count, items.length, ...rows]);
  });
}
