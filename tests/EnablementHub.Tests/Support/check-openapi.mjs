// Reads an OpenAPI document from standard input and says what a public validator finds wrong with it, and which examples don't fit their schemas.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

let text = '';
for await (const part of process.stdin) text += part;
const document = JSON.parse(text);
const problems = [];
const result = await new Validator().validate(structuredClone(document));
if (!result.valid) problems.push(...[result.errors].flat().map(error => JSON.stringify(error)));

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'hub', components: document.components });
const absolute = schema => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"hub#/components/'));
let examples = 0;
for (const [path, operations] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    const contents = [operation.requestBody, ...Object.values(operation.responses)].filter(Boolean).flatMap(part => Object.entries(part.content ?? {}));
    for (const [type, media] of contents) {
      if (media.example === undefined) {
        if (type.endsWith('json')) problems.push(`${method} ${path}: ${type} has no example`);
        continue;
      }

      examples++;
      if (type.endsWith('json') && !ajv.validate(absolute(media.schema), media.example)) problems.push(`${method} ${path}: the example of ${type} is wrong: ${ajv.errorsText()}`);
    }
  }
}

process.stdout.write(JSON.stringify({ version: result.specification?.openapi ?? document.openapi, problems, examples }));
