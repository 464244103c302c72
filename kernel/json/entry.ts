/* Index entries: what stage 1 writes and stage 2 walks; one u32 for each comma and bracket outside of strings. */

/** Bytes of an entry. */
export const ENTRY: usize = 4;
/** Set where a bracket opens: the other bits are the address of the entry that closes it, not that of the byte. */
export const OPENS: u32 = 0x80000000;
