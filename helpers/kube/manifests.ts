import { readFile } from 'node:fs/promises';
import type { KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';

/** A manifest that can't be applied as it is written. */
class ManifestInvalid extends Error {
  override readonly name = 'ManifestInvalid';
}

/**
 * Reads every object of a YAML file, fields that no model knows included, so that the server can object to them.
 * YAML 1.1, as kubectl reads it: `0644` is octal.
 * @throws {ManifestInvalid} with path and number of the document.
 */
export async function readManifests(path: string): Promise<KubernetesObject[]> {
  const documents = parseAllDocuments(await readFile(path, 'utf8'), { version: '1.1' });
  const objects: KubernetesObject[] = [];
  for (const [index, document] of Array.from(documents).entries()) {
    const place = `${path}, document ${index + 1}`;
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) throw new ManifestInvalid(`${place}: ${problem.message.split('\n')[0]}`, { cause: problem });
    const value: unknown = document.toJS();
    if (value !== null) objects.push(mustBeObject(value, place));
  }
  if (objects.length === 0) throw new ManifestInvalid(`${path}: holds no object`);
  return objects;
}

function mustBeObject(value: unknown, place: string): KubernetesObject {
  const object = Object(value) as KubernetesObject;
  for (const [field, found] of [
    ['apiVersion', object.apiVersion],
    ['kind', object.kind],
    ['metadata.name', object.metadata?.name],
  ]) {
    if (typeof found !== 'string' || found === '') throw new ManifestInvalid(`${place}: has no ${field}`);
  }
  return object;
}
