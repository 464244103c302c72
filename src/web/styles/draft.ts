/** The draft: both sides, the chance, suggestions. */
export const DRAFT = `
.wide{flex:2 1 220px!important;max-inline-size:360px!important}
.board{display:grid;gap:14px 28px;grid-template-columns:minmax(0,1fr)}
.board h2{margin-block-end:6px}.side-ally h2{color:var(--C)}.side-enemy h2{color:var(--S)}
.slots{display:flex;flex-wrap:wrap;gap:6px}.slots button,.slots .open{inline-size:72px;block-size:76px;flex-direction:column;gap:4px;padding:4px;border-radius:9px;font-size:11.5px;font-weight:550}
.slots button span:last-child{max-inline-size:100%;overflow:hidden;text-overflow:ellipsis}.slots .open{border:1.5px dashed color-mix(in oklab,var(--edge) 60%,var(--card))}.slots button:hover{border-color:var(--S)}
.side-ban .slots{gap:5px;max-inline-size:340px}.side-ban .slots li{flex:1 1 0;min-inline-size:0;max-inline-size:52px}.side-ban .slots button,.side-ban .open{inline-size:100%;block-size:58px;font-size:10px;padding:3px 1px}.side-ban .slots .open{block-size:58px}
.chance{order:9}.chance .terms{min-block-size:2lh}.chance .big{font-size:36px;font-weight:750;letter-spacing:-.03em;line-height:1.1}.chance .big small{font-size:15px;letter-spacing:0}
.sides{border:0;padding:0;margin:0;min-inline-size:0}.sides legend{font-size:12px;color:var(--dim);padding:0;margin-block-end:6px}.sides label{position:relative;display:inline-block;margin-inline-end:6px}.sides input{position:absolute;opacity:0;inset:0;inline-size:100%;block-size:100%;min-block-size:0;margin:0;cursor:pointer}.sides span{display:block;padding:7px 14px;border:1px solid var(--edge);border-radius:7px;font-weight:600;font-size:14px}.sides :checked+span{background:var(--accent);border-color:var(--accent);color:var(--on)}.sides :focus-visible+span{outline:2px solid var(--accent);outline-offset:2px}
.sugg li{content-visibility:auto;contain-intrinsic-block-size:auto 120px;display:grid;grid-template-columns:minmax(0,1fr) auto auto;gap:2px 12px;align-items:center;padding:8px 14px;border-block-start:1px solid var(--line)}
.sugg button,.short button{border:0;background:none;padding:0 6px 0 0;justify-content:start;gap:10px;min-block-size:40px;white-space:normal;text-align:start;line-height:1.2}.sugg button:hover span:last-child,.short button:hover span:last-child{text-decoration:underline;text-underline-offset:3px}
.sugg .why{grid-column:1/-1;display:block}.sugg .v{text-align:end;min-inline-size:64px}.sugg .v small:last-child:not(:first-child){display:block}
.fall{display:block;inline-size:100%;block-size:24px;background:linear-gradient(var(--edge),var(--edge)) 50%/1px 100% no-repeat}
rect.kmap{fill:var(--accent)}rect.kally{fill:var(--C)}rect.kenemy{fill:var(--S)}
.terms{display:flex;flex-wrap:wrap;gap:0 12px;font-size:12px;color:var(--dim)}.terms b{color:var(--ink);font-weight:600}
.kally:before,.kenemy:before,.kmap:before{content:"";display:inline-block;inline-size:8px;block-size:8px;border-radius:2px;margin-inline-end:5px;background:var(--accent)}.kally:before{background:var(--C)}.kenemy:before{background:var(--S)}
.short li{display:flex;justify-content:space-between;align-items:center;border-block-start:1px solid var(--line);padding-block:3px}.short .v{font-size:15px}
[data-part=everyone]{content-visibility:auto;contain-intrinsic-block-size:auto 1400px}[data-part=short]>.card{content-visibility:auto;contain-intrinsic-block-size:auto 330px}
.everyone li{contain:layout paint}.everyone :focus-visible{outline-offset:-2px}.everyone li[hidden]{display:list-item!important;visibility:hidden}.everyone{display:grid;grid-template-columns:repeat(auto-fill,minmax(62px,1fr));gap:4px}.everyone button{inline-size:100%;flex-direction:column;gap:3px;padding:5px 2px;font-size:10.5px;font-weight:500;border-color:var(--line);white-space:normal;overflow-wrap:anywhere;line-height:1.1;min-block-size:62px;justify-content:start}
@media(max-width:619px){.board{grid-template-columns:1fr 1fr;gap:12px}.side-ban,.sides,.chance{grid-column:1/-1}.side-ally .slots,.side-enemy .slots{gap:4px;display:grid;grid-template-columns:repeat(3,minmax(0,1fr))}.side-ally .slots button,.side-enemy .slots button,.side-ally .open,.side-enemy .open{inline-size:100%;block-size:56px;padding:3px 0;font-size:10px;gap:2px}.board .p.m{--s:34px}.side-ban .slots .open,.side-ban .slots button{block-size:46px}.side-ban .slots button span:last-child{display:none}.side-ban .p{--s:32px}}
@media(min-width:760px){.board{grid-template-columns:1fr 1fr}.chance{order:0;grid-column:1/-1}.sugg li{grid-template-columns:minmax(150px,1fr) auto minmax(0,2.2fr) auto}.sugg .why{grid-column:3;grid-row:1}.sugg .v{grid-column:4}}
`;
