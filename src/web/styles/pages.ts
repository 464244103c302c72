/** What single pages need: cards of events, heads, filters. */
export const PAGES = `
.lead{font-size:22px;margin-block:6px 18px;font-weight:650}
.said{font-size:22px;margin-block:4px 12px}
.cards{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr))}
.event{display:flex;flex-direction:column;gap:8px;padding-block-end:12px}
.over{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;font-size:13px;color:var(--dim);min-block-size:24px}
.event .over{justify-content:space-between}
.mode{display:inline-flex;align-items:center;gap:6px;font-size:13px;color:var(--dim)}.mode svg{inline-size:10px;block-size:10px;flex:none}
.left{display:block;inline-size:100%;block-size:2px;background:var(--line)}.left rect{fill:var(--accent)}
.event h3 a{text-decoration:none;display:block}.event h3 a:hover{text-decoration:underline}
.picks{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:4px;margin-inline:-4px}
.picks a{display:flex;flex-direction:column;align-items:center;gap:3px;padding:4px 0;border-radius:8px;text-decoration:none;font-size:13px;font-weight:650}
.picks a:hover{background:var(--lift)}
.picks .who{font-size:11.5px;font-weight:450;max-inline-size:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--dim)}
.thin{padding-block:6px}
.tag{font-size:12px;color:var(--dim);border:1px solid var(--line);border-radius:5px;padding:1px 7px;white-space:nowrap}.tag.live{color:var(--accent);border-color:currentColor}
.next li{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:center;padding:9px 0;border-block-start:1px solid var(--line)}
.next time{inline-size:9.5rem;color:var(--dim);font-size:13px}.next .what{flex:1 1 240px;display:flex;gap:10px;flex-wrap:wrap;align-items:center}.next a{font-weight:550}.best{display:flex;gap:8px;align-items:center;font-size:14px}
.top{margin-block:6px 14px}.top h1{margin-block:4px 10px}
.facts{display:flex;flex-wrap:wrap;gap:6px 26px}.facts dt{font-size:11px;letter-spacing:.07em;text-transform:uppercase;color:var(--dim)}.facts dd{font-weight:600;font-size:15px}
.acts{display:flex;flex-wrap:wrap;gap:16px;align-items:center;margin-block-start:14px;font-size:14px}
.filters{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin-block:0 14px;font-size:14px}
.filters label{flex:1 1 90px;max-inline-size:220px;min-inline-size:0}.filters span{display:block;font-size:12px;color:var(--dim);margin-block-end:3px}.filters select,.filters input{inline-size:100%;padding-inline:8px}.filters>a{align-self:end;line-height:38px}[data-js] .filters>button{display:none}
.filters .check{display:flex;align-items:center;gap:8px;min-block-size:38px;flex:none;max-inline-size:none}.filters .check span{display:inline;margin:0;font-size:14px;color:var(--ink)}.filters .check input{inline-size:20px;block-size:20px;min-block-size:0;padding:0;margin:0;accent-color:var(--accent)}
@media(max-width:619px){.rest{display:none}.acts{margin-block-start:10px;gap:14px}.top .facts{display:grid;grid-template-columns:auto auto;justify-content:start;gap:6px 20px}.facts dd{font-size:13px}.top .who{align-items:start}.top .who .facts{display:flex}.who>div{min-inline-size:0}.top .who .p{--s:72px}}
.cols{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.results{display:grid;gap:0 32px;grid-template-columns:repeat(auto-fit,minmax(min(100%,280px),1fr));margin-block-end:20px}
@media(min-width:760px){.top{display:grid;grid-template-columns:1fr auto;gap:0 24px}.top>*{grid-column:1}.top>.acts{grid-column:2;grid-row:1/span 3;align-self:end;margin:0}.narrow{display:block}}
@media(min-width:1080px){.cols{grid-template-columns:minmax(0,1fr) 340px}}
`;
