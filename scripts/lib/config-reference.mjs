import ts from 'typescript';

/**
 * The keys of a config.d.ts, depth first: `{ path, type, required, secret, description }`. Lists are written `[]`, free names `<name>`.
 */
export function configKeys(text) {
  const file = ts.createSourceFile(
    'config.d.ts',
    text,
    ts.ScriptTarget.Latest,
    true,
  );
  const config = file.statements.find(
    statement =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'Config',
  );
  return membersOf(config, '');
}

function membersOf(node, prefix) {
  return node.members.flatMap(member => {
    const name = ts.isIndexSignatureDeclaration(member)
      ? `<${member.parameters[0].name.text}>`
      : member.name.text;
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const tags = ts.getJSDocTags(member).map(tag => tag.tagName.text);
    const text = ts
      .getJSDocCommentsAndTags(member)
      .filter(ts.isJSDoc)
      .map(doc => ts.getTextOfJSDocComment(doc.comment) ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    const key = {
      path,
      type: typeText(member.type),
      required:
        !member.questionToken && !ts.isIndexSignatureDeclaration(member),
      secret: tags.some(
        (tag, i) =>
          /isibility/.test(tag) &&
          /secret/.test(
            ts.getTextOfJSDocComment(ts.getJSDocTags(member)[i].comment) ?? '',
          ),
      ),
      description: text,
    };
    return [key, ...childrenOf(member.type, path)];
  });
}

function childrenOf(type, path) {
  if (ts.isTypeLiteralNode(type)) {
    return type.members.some(ts.isIndexSignatureDeclaration)
      ? []
      : membersOf(type, path);
  }
  if (ts.isUnionTypeNode(type)) {
    return type.types.flatMap(part => childrenOf(part, path));
  }
  const item = listItem(type);
  return item ? childrenOf(item, `${path}[]`) : [];
}

function listItem(type) {
  if (ts.isArrayTypeNode(type)) {
    return type.elementType;
  }
  const isList =
    ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array';
  return isList ? type.typeArguments[0] : undefined;
}

function typeText(type) {
  if (listItem(type)) {
    const item = listItem(type);
    return ts.isTypeLiteralNode(item) ? 'list' : `list of ${typeText(item)}`;
  }
  if (ts.isTypeLiteralNode(type)) {
    return type.members.some(ts.isIndexSignatureDeclaration)
      ? 'map of string'
      : 'object';
  }
  if (ts.isUnionTypeNode(type) && type.types.some(ts.isTypeLiteralNode)) {
    return 'object';
  }
  if (ts.isTypeReferenceNode(type)) {
    return 'task schedule';
  }
  return type.getText().replace(/\s+/g, ' ').replace(/^\| /, '');
}
