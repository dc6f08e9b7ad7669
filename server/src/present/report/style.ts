/**
 * The look of the report, light and dark by what the reader's system or editor has: VS Code's own variables where it is shown there, the system's colours
 * elsewhere. On paper nothing is cut or folded away. No colour says anything that words do not. Backgrounds stay the theme's, so contrast is the theme's as well.
 */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 35%, transparent); }
body { font: var(--vscode-font-size, 15px)/1.5 var(--vscode-font-family, system-ui, sans-serif); color: var(--vscode-foreground, CanvasText);
  background: var(--vscode-editor-background, Canvas); max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
a { color: var(--vscode-textLink-foreground, LinkText); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--vscode-focusBorder, Highlight); outline-offset: 2px; }
h1 { font-size: 1.6em; margin: 0 0 .3em; } h2 { font-size: 1.25em; margin: 2em 0 .5em; } h3 { font-size: 1em; margin: 1em 0 .3em; }
nav ul { display: flex; flex-wrap: wrap; gap: .3em 1.2em; list-style: none; padding: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding: .3em 0; }
th, td { border: 1px solid var(--line); padding: .3em .4em; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 5em; }
thead th { overflow-wrap: normal; } tbody th { min-width: 7em; }
td ul { margin: 0; padding-left: 1.1em; } .none { list-style-type: "○ "; } .net { list-style-type: "● "; } .asked { list-style-type: "? "; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); }
svg { max-width: 100%; height: auto; } .legend { display: flex; flex-wrap: wrap; gap: .2em 1.2em; list-style: none; padding: 0; }
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; }
  .wide { overflow: visible; } nav { display: none; } details::details-content { content-visibility: visible; display: block; height: auto; }
  th, td { min-width: 0; padding: .2em .4em; } tr, li { break-inside: avoid; } h2, h3, caption, summary { break-after: avoid; }
}
`;

/** The one style that the report's content security policy lets apply (CSP 3, hash-source): SHA-256 of {@link REPORT_STYLE}; a test holds it. */
export const REPORT_STYLE_HASH = 'sha256-49QgY8h61kGn6OxL2L0C80Rr6Q1GuMMG3kBZfZpbizw=';
