/** Lists, the draft, comparisons, prose, cards for other pages. */
export const MORE = `
h1.page{margin-block:6px 14px}
.groups section+section{margin-block-start:22px}.groups section{content-visibility:auto;contain-intrinsic-size:auto 360px}
.groups h2{text-transform:none;letter-spacing:0;font-size:14px;display:flex;gap:8px;align-items:center;margin-block-end:8px}.groups h2 .mode{font-size:14px;color:var(--ink);font-weight:650}
.tiles{display:grid;gap:1px;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.tiles li{background:var(--card);display:flex;align-items:center;gap:8px;padding-inline-end:12px}.tiles a{flex:1;display:flex;justify-content:space-between;align-items:center;gap:10px;padding:10px 0 10px 12px;text-decoration:none;min-block-size:44px}
.tiles a{padding-block:10px;padding-inline:12px 0}.tiles li:hover{background:var(--lift)}.tiles small{white-space:nowrap}
.faces{display:grid;gap:8px;grid-template-columns:repeat(auto-fill,minmax(min(100%,158px),1fr))}
.faces a{display:flex;gap:10px;align-items:center;padding:8px;border:1px solid var(--line);border-radius:10px;background:var(--card);text-decoration:none;font-weight:600;line-height:1.2}.faces a:hover{border-color:var(--edge);background:var(--lift)}.faces small{display:block;margin-block-start:2px}
small.u{display:block;font-size:11.5px}
.who{display:flex;gap:16px;align-items:center}.rank .who{gap:10px;min-block-size:44px}
details summary{cursor:pointer;padding:10px 14px;font-size:13px;color:var(--dim);border-block-start:1px solid var(--line);min-block-size:24px}
.dense{padding:0 14px 10px;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:0 16px}.dense li{padding-block:3px}
.legend{padding:10px 14px}
.effects .c{inline-size:40%}.rank.effects .c{min-inline-size:84px}
.tabs{display:flex;gap:6px;margin-block-end:14px}.tabs a{padding:7px 14px;border:1px solid var(--line);border-radius:7px;text-decoration:none;font-weight:600;font-size:14px}.tabs a[aria-current]{border-color:currentColor}
.scroll{overflow-x:auto}
.matrix caption{text-align:start;padding:0 14px 8px}.matrix caption span{display:inline-block;position:sticky;inset-inline-start:14px;max-inline-size:min(100%,calc(100vw - 62px))}.matrix thead th{block-size:auto;padding-block:8px;vertical-align:bottom;font-size:13px}.matrix thead a{display:inline-flex;flex-direction:column;align-items:center;gap:4px;text-decoration:none;color:var(--ink);font-weight:650;white-space:normal;text-align:center}
.matrix thead th:not(.l),.matrix td{text-align:center}.matrix tbody .l{white-space:normal;padding-inline-start:14px}.matrix tbody a{text-decoration:none;font-weight:550;display:block;padding-block:4px}.matrix td{min-inline-size:88px}.matrix .v{background:color-mix(in oklab,var(--accent) 7%,transparent)}.matrix .t{vertical-align:middle;margin-inline-end:4px}
.plain-table td,.plain-table th{block-size:38px;padding-inline:8px}.plain-table .l:first-child{padding-inline-start:0}.plain-table .free,.plain-table th{white-space:normal}.ours>*{font-weight:700!important;background:color-mix(in oklab,var(--accent) 7%,transparent)}
.wrap.facts{gap:12px 28px}
.stack>*+*{margin-block-start:14px}.stack+.card{margin-block-start:14px}
.state{display:flex;gap:10px;align-items:center;font-size:18px;font-weight:650}.state span{inline-size:12px;block-size:12px;border-radius:50%;background:var(--accent)}.state.stale span{background:var(--S);border-radius:2px}.state.warming span{background:var(--A)}
.s-ok{color:var(--accent)}.s-stale{color:var(--S)}.s-unavailable{color:var(--dim)}
.prose{max-inline-size:760px}.prose>section{margin-block:0 24px}.prose p{line-height:1.6}.prose>h2{margin-block:28px 8px}.prose .card{margin-block-start:14px}.prose .card h3{margin-block:14px 4px}.prose .card h3:first-child{margin-block-start:0}.prose .dim{line-height:1.45}
.code,code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}.code{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px;margin-block:12px}
figure{margin:0}.trendline .band{fill:color-mix(in oklab,var(--accent) 20%,transparent)}.trendline .curve{fill:none;stroke:var(--accent);stroke-width:2}.trendline .mark{stroke:var(--ink);stroke-dasharray:2 3}.changes{font-size:13px;font-weight:600;margin-block-start:6px}
.movers{display:flex;flex-wrap:wrap;gap:8px;margin-block-end:20px}.movers a{display:flex;gap:8px;align-items:center;padding:6px 12px 6px 6px;border:1px solid var(--line);border-radius:8px;background:var(--card);text-decoration:none;font-weight:600;font-size:14px}.movers small{display:block}
.calibration{max-inline-size:420px;margin-inline:0}.calibration .curve{fill:none;stroke:var(--accent);stroke-width:2}.calibration .dot{fill:var(--accent)}.calibration .whisker{stroke:var(--dim)}
.wide{flex:2 1 220px!important;max-inline-size:360px!important}
.board{display:grid;gap:14px 28px;grid-template-columns:minmax(0,1fr)}
.board h2{margin-block-end:6px}.side-ally h2{color:var(--C)}.side-enemy h2{color:var(--S)}
.slots{display:flex;flex-wrap:wrap;gap:6px}.slots button,.slots .open{inline-size:72px;block-size:76px;flex-direction:column;gap:4px;padding:4px;border-radius:9px;font-size:11.5px;font-weight:550}
.slots button span:last-child{max-inline-size:100%;overflow:hidden;text-overflow:ellipsis}.slots .open{border:1.5px dashed color-mix(in oklab,var(--edge) 60%,var(--card))}.slots button:hover{border-color:var(--S)}
.side-ban .slots{gap:5px;max-inline-size:340px}.side-ban .slots li{flex:1 1 0;min-inline-size:0;max-inline-size:52px}.side-ban .slots button,.side-ban .open{inline-size:100%;block-size:58px;font-size:10px;padding:3px 1px}.side-ban .slots .open{block-size:58px}
.chance{order:9}.chance .big{font-size:36px;font-weight:750;letter-spacing:-.03em;line-height:1.1}.chance .big small{font-size:15px;letter-spacing:0}
.sides{border:0;padding:0;margin:0;min-inline-size:0}.sides legend{font-size:12px;color:var(--dim);padding:0;margin-block-end:6px}.sides label{position:relative;display:inline-block;margin-inline-end:6px}.sides input{position:absolute;opacity:0;inset:0;inline-size:100%;block-size:100%;min-block-size:0;margin:0;cursor:pointer}.sides span{display:block;padding:7px 14px;border:1px solid var(--edge);border-radius:7px;font-weight:600;font-size:14px}.sides :checked+span{background:var(--accent);border-color:var(--accent);color:var(--on)}.sides :focus-visible+span{outline:2px solid var(--accent);outline-offset:2px}
.sugg li{display:grid;grid-template-columns:minmax(0,1fr) auto auto;gap:2px 12px;align-items:center;padding:8px 14px;border-block-start:1px solid var(--line)}
.sugg button,.short button{border:0;background:none;padding:0 6px 0 0;justify-content:start;gap:10px;min-block-size:40px;white-space:normal;text-align:start;line-height:1.2}.sugg button:hover span:last-child,.short button:hover span:last-child{text-decoration:underline;text-underline-offset:3px}
.sugg .why{grid-column:1/-1;display:block}.sugg .v{text-align:end;min-inline-size:64px}.sugg .v small:last-child:not(:first-child){display:block}
.fall{display:block;inline-size:100%;block-size:24px;background:linear-gradient(var(--edge),var(--edge)) 50%/1px 100% no-repeat}
rect.kmap{fill:var(--accent)}rect.kally{fill:var(--C)}rect.kenemy{fill:var(--S)}
.terms{display:flex;flex-wrap:wrap;gap:0 12px;font-size:12px;color:var(--dim)}.terms b{color:var(--ink);font-weight:600}
.kally:before,.kenemy:before,.kmap:before{content:"";display:inline-block;inline-size:8px;block-size:8px;border-radius:2px;margin-inline-end:5px;background:var(--accent)}.kally:before{background:var(--C)}.kenemy:before{background:var(--S)}
.short li{display:flex;justify-content:space-between;align-items:center;border-block-start:1px solid var(--line);padding-block:3px}.short .v{font-size:15px}
.everyone{display:grid;grid-template-columns:repeat(auto-fill,minmax(62px,1fr));gap:4px}.everyone button{inline-size:100%;flex-direction:column;gap:3px;padding:5px 2px;font-size:10.5px;font-weight:500;border-color:var(--line);white-space:normal;overflow:hidden;line-height:1.1;min-block-size:62px;justify-content:start}
.embed body{padding:0}.embed main{padding:0;min-block-size:0;max-inline-size:420px}.embed.clear,.embed.clear body{background:transparent}
.embed-card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 0 8px}.clear .embed-card{background:color-mix(in srgb,var(--card) 82%,transparent)}.embed-card>p{padding-inline:14px;justify-content:space-between}.embed-card h1{font-size:20px;padding:0 14px 8px}.embed-card h1 a{text-decoration:none}.embed-card td.v{padding-inline-end:14px}.embed-card .n{padding-inline-start:14px}.embed-card>p:last-child{font-size:11.5px;padding-block-start:8px}
.embed-card .rank .c{min-inline-size:90px}
@media(max-width:619px){h1.page{font-size:24px;margin-block:2px 10px}.board{grid-template-columns:1fr 1fr;gap:12px}.side-ban,.sides,.chance{grid-column:1/-1}.side-ally .slots,.side-enemy .slots{gap:4px;display:grid;grid-template-columns:repeat(3,minmax(0,1fr))}.side-ally .slots button,.side-enemy .slots button,.side-ally .open,.side-enemy .open{inline-size:100%;block-size:56px;padding:3px 0;font-size:10px;gap:2px}.board .p.m{--s:34px}.side-ban .slots .open,.side-ban .slots button{block-size:46px}.side-ban .slots button span:last-child{display:none}.side-ban .p{--s:32px}}
@media(min-width:760px){.board{grid-template-columns:1fr 1fr}.chance{order:0;grid-column:1/-1}.sugg li{grid-template-columns:minmax(150px,1fr) auto minmax(0,2.2fr) auto}.sugg .why{grid-column:3;grid-row:1}.sugg .v{grid-column:4}}
`;
