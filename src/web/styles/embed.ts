/** Cards in other pages. */
export const EMBED = `
.embed main{padding:0;min-block-size:0;max-inline-size:420px}.embed.clear,.embed.clear body{background:transparent}
.embed-card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 0 8px}.clear .embed-card{background:color-mix(in srgb,var(--card) 82%,transparent)}.embed-card>p{padding-inline:14px;justify-content:space-between}.embed-card h1{font-size:20px;padding:0 14px 8px}.embed-card h1 a{text-decoration:none}.embed-card td.v{padding-inline-end:14px}.embed-card .n{padding-inline-start:14px}.embed-card>p:last-child{font-size:11.5px;padding-block-start:8px}
.embed-card .rank .c{min-inline-size:90px}
.rank .who{gap:10px;min-block-size:44px}
`;
