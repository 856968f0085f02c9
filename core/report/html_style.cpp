// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_style.h"

namespace brera::report {

std::string_view htmlStyle() {
    return R"css(
:root {
  color-scheme: light dark;
  --page: #f5f5f3; --surface: #ffffff; --line: #dfdfdb; --text: #1b1b1a; --muted: #646461;
  --accent: #2b59c3; --soft: #e4ebfa; --tile: #e2e2de; --notice: #fbf1d9; --problem: #b23a1f;
  --second: #c2691a; --third: #7a4fb5; --fourth: #00838a;
  --good: #2f855a; --bad: #c0452b; --unsure: #b7881b; --quiet: #9b9b96;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #151516; --surface: #1e1e20; --line: #343438; --text: #ececea; --muted: #9d9d9b;
    --accent: #86abff; --soft: #25314e; --tile: #2d2d31; --notice: #3a321d; --problem: #ff9b80;
    --second: #f0a35e; --third: #bd9cf0; --fourth: #4fc3c9;
    --good: #6fcf97; --bad: #ff8f75; --unsure: #e5bd5a; --quiet: #77777a;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue",
    Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
main, .cover, .foot { max-width: 1080px; margin: 0 auto; padding: 0 32px; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3, p, ol, ul, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: 40px; line-height: 1.15; font-weight: 650; letter-spacing: -0.015em; }
h2 { font-size: 24px; line-height: 32px; font-weight: 650; letter-spacing: -0.01em; }
ol, ul { list-style: none; }
code { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding-bottom: 8px; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
th { color: var(--muted); font-weight: 500; font-size: 13px; }
td.number, th.number { text-align: right; padding: 6px 0 6px 12px; }
td.number + td:not(.number), th.number + th:not(.number) { padding-left: 24px; }
td:first-child { min-width: 104px; }
tr.total td { font-weight: 600; border-bottom: 0; }
mark { background: var(--soft); color: inherit; border-radius: 3px; padding: 0 2px; margin: 0 -2px; }

.cover { padding-top: 64px; }
.sign { display: flex; align-items: center; gap: 8px; color: var(--muted); font-size: 13px;
  margin-bottom: 24px; }
.sign svg { width: 24px; height: 24px; }
.about { font-size: 18px; line-height: 28px; color: var(--muted); margin-top: 16px;
  max-width: 760px; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(216px, 1fr)); gap: 24px 32px;
  margin-top: 40px; padding-top: 24px; border-top: 1px solid var(--line); }
.facts h2, .label { font-size: 12px; line-height: 16px; font-weight: 600; letter-spacing: 0.06em;
  text-transform: uppercase; color: var(--muted); }
.facts dt { font-size: 12px; line-height: 16px; color: var(--muted); margin-top: 12px; }
.facts dd { line-height: 20px; }
.facts code { font-size: 11px; }
.limits { margin-top: 40px; background: var(--notice); border-radius: 8px; padding: 16px 24px 20px; }
.limits h2 { font-size: 15px; line-height: 24px; letter-spacing: 0; }
.limits li { margin-top: 4px; padding-left: 16px; position: relative; font-size: 14px;
  line-height: 21px; }
.limits li::before { content: "–"; position: absolute; left: 0; }

.overview, .layer, .missing { margin-top: 64px; }
.panel { background: var(--surface); border: 1px solid var(--line); border-radius: 8px;
  padding: 24px; margin-top: 24px; overflow-x: auto; }
.panel figcaption { font-weight: 600; margin-bottom: 16px; }
.panel .remark { font-weight: 400; color: var(--muted); font-size: 13px; line-height: 20px;
  margin-top: 4px; max-width: 720px; }
.plot { display: block; width: 100%; max-width: 880px; height: auto; font-size: 11px; }
.contents { display: grid; grid-template-columns: repeat(auto-fill, minmax(232px, 1fr));
  gap: 0 32px; margin-top: 16px; }
.contents a { display: flex; justify-content: space-between; gap: 16px; padding: 6px 0;
  border-bottom: 1px solid var(--line); color: var(--text); }
.contents span { color: var(--muted); white-space: nowrap; overflow-wrap: normal; }
.layer > h2 { border-bottom: 1px solid var(--line); padding-bottom: 8px; display: flex;
  align-items: baseline; justify-content: space-between; gap: 16px; }
.layer > h2 span { font-size: 14px; font-weight: 400; color: var(--muted); letter-spacing: 0; }
.layer > .remark { color: var(--muted); margin-top: 8px; }

.unit { margin-top: 32px; }
.unit .unit { margin: 16px 0 0 24px; padding-left: 16px; border-left: 2px solid var(--line); }
.head { display: flex; align-items: baseline; gap: 4px 12px; flex-wrap: wrap; }
.head h3, .head h4 { margin: 0; font-size: 13px; line-height: 24px; font-weight: 500; }
.head h3 a, .head h4 a { color: var(--muted); }
.said { font-size: 17px; line-height: 24px; font-weight: 550; flex: 1 1 320px; }
.said.none { color: var(--muted); font-weight: 400; font-style: italic; }
.by { font-size: 13px; font-weight: 400; color: var(--muted); }
.badge { font-size: 12px; line-height: 20px; font-weight: 600; padding: 0 8px; border-radius: 10px;
  border: 1px solid currentColor; white-space: nowrap; }
.badge::first-letter { text-transform: uppercase; }
.badge.confirmed { color: var(--good); }
.badge.rejected { color: var(--bad); }
.badge.unsure { color: var(--unsure); }
.strip { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; }
.strip li { width: calc((100% - 54px) / 10); aspect-ratio: 1; }
.strip img { display: block; width: 100%; height: 100%; border-radius: 3px;
  background: var(--tile); }
.gone { display: flex; width: 100%; height: 100%; border-radius: 3px; background: var(--tile);
  color: var(--muted); font-size: 11px; line-height: 14px; align-items: center;
  justify-content: center; text-align: center; padding: 4px; }
.numbers { display: flex; flex-wrap: wrap; gap: 0 20px; margin-top: 6px; font-size: 13px;
  line-height: 20px; color: var(--muted); }
.numbers span { color: var(--text); }
.more { margin-top: 4px; font-size: 14px; line-height: 20px; color: var(--muted); }
.more q, .note { color: var(--text); }
.note { margin-top: 8px; padding: 8px 12px; border-left: 3px solid var(--accent);
  background: var(--surface); white-space: pre-wrap; font-size: 14px; line-height: 21px; }
.tags { display: flex; flex-wrap: wrap; gap: 4px 6px; margin-top: 8px; }
.tags li { font-size: 12px; line-height: 20px; padding: 0 8px; border-radius: 4px;
  background: var(--soft); color: var(--text); }
.missing li { padding: 4px 0; border-bottom: 1px solid var(--line); font-size: 14px; }
.foot { margin-top: 64px; padding-bottom: 48px; color: var(--muted); font-size: 13px; }

svg .line, svg .dotted { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
svg .dotted { stroke-dasharray: 1.5 4; stroke-linecap: round; }
svg .axis { stroke: var(--quiet); stroke-width: 1; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .words { fill: var(--text); }
svg .muted-words { fill: var(--muted); }
svg .fill { stroke: none; }
svg .line.ink-accent, svg .dotted.ink-accent { stroke: var(--accent); }
svg .line.ink-second, svg .dotted.ink-second { stroke: var(--second); }
svg .line.ink-third, svg .dotted.ink-third { stroke: var(--third); }
svg .line.ink-fourth, svg .dotted.ink-fourth { stroke: var(--fourth); }
svg .line.ink-good, svg .dotted.ink-good { stroke: var(--good); }
svg .line.ink-bad, svg .dotted.ink-bad { stroke: var(--bad); }
svg .line.ink-unsure, svg .dotted.ink-unsure { stroke: var(--unsure); }
svg .line.ink-quiet, svg .dotted.ink-quiet { stroke: var(--quiet); }
svg .fill.ink-accent { fill: var(--accent); }
svg .fill.ink-second { fill: var(--second); }
svg .fill.ink-third { fill: var(--third); }
svg .fill.ink-fourth { fill: var(--fourth); }
svg .fill.ink-good { fill: var(--good); }
svg .fill.ink-bad { fill: var(--bad); }
svg .fill.ink-unsure { fill: var(--unsure); }
svg .fill.ink-quiet { fill: var(--quiet); }
svg [class*="band-"] { fill-opacity: 0.18; }
svg .band-accent { fill: var(--accent); }
svg .band-second { fill: var(--second); }
svg .band-third { fill: var(--third); }
svg .band-fourth { fill: var(--fourth); }
svg .band-good { fill: var(--good); }
svg .band-bad { fill: var(--bad); }
svg .band-unsure { fill: var(--unsure); }
svg .band-quiet { fill: var(--quiet); }

@media (max-width: 720px) {
  main, .cover, .foot { padding: 0 16px; }
  .cover { padding-top: 32px; }
  h1 { font-size: 30px; }
  .strip li { width: calc((100% - 24px) / 5); }
  .panel { padding: 16px; }
  .plot { min-width: 560px; }
}
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print {
  :root { color-scheme: light; --page: #ffffff; }
  body { font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, .cover, .foot { max-width: none; padding: 0; }
  .cover { padding-top: 4mm; }
  h1 { font-size: 28pt; }
  .facts { gap: 12px 32px; margin-top: 8mm; padding-top: 5mm; }
  .facts dt { margin-top: 6px; }
  .facts dd { line-height: 17px; }
  .limits { margin-top: 8mm; }
  .overview { break-before: page; margin-top: 0; }
  .layer { margin-top: 12mm; }
  .unit, .panel, .limits, tr { break-inside: avoid; }
  h2, .head { break-after: avoid; }
  .unit { margin-top: 6mm; }
  a { color: inherit; }
}
)css";
}

std::string_view htmlSign() {
    return R"svg(<svg viewBox="0 0 64 64" width="24" height="24" role="img" aria-label="Brera">
<rect x="4" y="4" width="56" height="56" rx="12" fill="#1e1e20" stroke="#808080" stroke-width="1"/>
<rect x="14" y="14" width="36" height="36" fill="#3d4f7c"/>
<path d="M32 20c9 0 13 6 12 13s-8 12-14 10-9-9-7-15 4-8 9-8z" fill="#f2b63c" stroke="#ffffff" stroke-width="2"/>
</svg>)svg";
}

} // namespace brera::report
