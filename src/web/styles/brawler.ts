/** What only a brawler has: lists of maps, effects, the series of days. */
export const BRAWLER = `
details summary{cursor:pointer;padding:10px 14px;font-size:13px;color:var(--dim);border-block-start:1px solid var(--line);min-block-size:24px}
.dense{padding:0 14px 10px;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:0 16px}.dense li{padding-block:3px}
.effects .c{inline-size:40%}.rank.effects .c{min-inline-size:84px}
figure{margin:0}.trendline .band{fill:color-mix(in oklab,var(--accent) 20%,transparent)}.trendline .curve{fill:none;stroke:var(--accent);stroke-width:2}.trendline .mark{stroke:var(--ink);stroke-dasharray:2 3}.changes{font-size:13px;font-weight:600;margin-block-start:6px}
@media(max-width:619px){.top .who{align-items:start}.top .who .facts{display:flex}.who>div{min-inline-size:0}.top .who .p{--s:72px}}
.acts .check{display:inline-flex;align-items:center;gap:8px;min-block-size:38px;font-size:14px}.acts .check input{inline-size:20px;block-size:20px;min-block-size:0;margin:0;padding:0;accent-color:var(--accent)}
`;
