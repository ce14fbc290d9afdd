/** The documented form of a report, and whether a value has it. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true }).addSchema(schema, 'report');

const validators = {
  report: compiled('report'),
  requirement: compiled('report#/$defs/requirement'),
  table: compiled('report#/$defs/table'),
};

/** What keeps `value` from being a `shape`, in one line; null if nothing does. */
export function problemsOf(shape: keyof typeof validators, value: unknown): string | null {
  const validate = validators[shape];
  return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: shape });
}

function compiled(reference: string): ValidateFunction {
  const validate = ajv.getSchema(reference);
  if (!validate) throw new Error(`report.schema.json has no ${reference}`);
  return validate;
}
