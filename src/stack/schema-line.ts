// The comment by which editors find the JSON Schema of a file (templates/schemas/).
const BASE = 'https://raw.githubusercontent.com/SovereignCloudStack/csctl/main/templates/schemas';

/** @param name `stack` for stack.schema.json */
export const schemaLine = (name: string): string =>
  `# yaml-language-server: $schema=${BASE}/${name}.schema.json\n`;
