/** Answers of the API server other than success, in its own words (apimachinery pkg/api/errors, pkg/util/validation/field). */
import { type Kind, resourceName } from './kinds.ts';

export interface FieldProblem {
  readonly reason: string;
  readonly field: string;
  readonly message: string;
}

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;
  readonly reason: string;
  readonly causes: readonly FieldProblem[];

  constructor(code: number, reason: string, message: string, causes: readonly FieldProblem[] = []) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.causes = causes;
  }

  /** The body of the answer. */
  get status(): object {
    const { code, reason, message, causes } = this;
    return {
      ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason },
      ...{ details: { causes }, code },
    };
  }
}

export function notFound(kind: Kind, name: string): Failure {
  return new Failure(404, 'NotFound', `${resourceName(kind)} "${name}" not found`);
}

export function alreadyExists(kind: Kind, name: string): Failure {
  return new Failure(409, 'AlreadyExists', `${resourceName(kind)} "${name}" already exists`);
}

export function conflict(kind: Kind, name: string, why: string): Failure {
  return new Failure(409, 'Conflict', `Operation cannot be fulfilled on ${resourceName(kind)} "${name}": ${why}`);
}

export function invalid({ kind }: Kind, name: string, problems: readonly FieldProblem[]): Failure {
  const lines = problems.map(({ field, message }) => `${field}: ${message}`);
  const text = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return new Failure(422, 'Invalid', `${kind} "${name}" is invalid: ${text}`, problems);
}

export function requiredValue(field: string): FieldProblem {
  return { reason: 'FieldValueRequired', field, message: 'Required value' };
}

export function forbidden(field: string, why: string): FieldProblem {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${why}` };
}

export function invalidValue(field: string, value: unknown, why: string): FieldProblem {
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${JSON.stringify(value)}: ${why}` };
}

export function duplicateValue(field: string, value: unknown): FieldProblem {
  return { reason: 'FieldValueDuplicate', field, message: `Duplicate value: ${JSON.stringify(value)}` };
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldProblem {
  const list = supported.map((each) => `"${each}"`).join(', ');
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: 'FieldValueNotSupported', field, message };
}
