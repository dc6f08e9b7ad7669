import ts from 'typescript';

/** Calls whose arguments a person reads: VS Code's own, the client's confirmation in the status bar, the output channel. */
const SHOWING = /^(?:show\w*|confirm|setStatusBarMessage|createOutputChannel|error|warn|info|debug)$/;
/** Properties that a person reads, of whatever VS Code is given. */
const SHOWN =
  /^(?:title|prompt|place[hH]older|label|name|description|detail|tooltip|message|text|spoken|openLabel|saveLabel|validationMessage)$/;

/**
 * The literal texts of a TypeScript source that a person may read, in order: what holds words (letters and a blank, markup left out), what is one
 * capitalised word, and whatever has letters in a place that is shown. Gaps of templates read as `…`. Types and imports hold no texts.
 */
export function shownTexts(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, isShown: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = textOf(node);
    if (text !== undefined && (isWords(text) || (isShown && /\p{L}/u.test(text)))) found.push(text);
    ts.forEachChild(node, (child) => visit(child, isPlaceShown(node, child) || (isShown && isPassedOn(node, child))));
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true), false);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
    : undefined;
}

function isWords(text: string): boolean {
  const plain = text.replace(/<[^<>]*>/g, '');
  return (/\p{L}/u.test(plain) && /\s/.test(plain)) || /^\p{Lu}\p{Ll}+[.:…]*$/u.test(plain);
}

function isPlaceShown(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return child !== parent.expression && SHOWING.test(lastName(parent.expression));
  if (ts.isPropertyAssignment(parent)) return child === parent.initializer && SHOWN.test(lastName(parent.name));
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    child === parent.right &&
    ts.isPropertyAccessExpression(parent.left) &&
    SHOWN.test(lastName(parent.left))
  );
}

/** Whether what stands in a place is what its child is: a choice between texts, a sum of them, a list of them. */
function isPassedOn(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isBinaryExpression(parent)) return !/^[=!<>]/.test(parent.operatorToken.getText());
  return ts.isParenthesizedExpression(parent) || ts.isArrayLiteralExpression(parent);
}

function lastName(node: ts.Node): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : '';
}
