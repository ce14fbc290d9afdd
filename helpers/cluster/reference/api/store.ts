import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ApiObject, timestamp } from './api-object.ts';
import { alreadyExists, notFound } from './failure.ts';
import type { Kind } from './kinds.ts';

/** What became of one object; `after` is missing where it is gone. */
export interface Change {
  readonly kind: Kind;
  readonly before: ApiObject | undefined;
  readonly after: ApiObject | undefined;
}

/** The objects of the API. What is in it is never changed in place: an update is another object. */
export class Store {
  readonly #objects = new Map<Kind, Map<string, ApiObject>>();
  readonly #listeners: ((change: Change) => void)[] = [];
  #version = 0;

  /** Calls the listener after every change, before whoever made it goes on. */
  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  find(kind: Kind, namespace: string | undefined, name: string): ApiObject | undefined {
    return this.#of(kind).get(keyOf(namespace, name));
  }

  /** @throws {Failure} NotFound */
  get(kind: Kind, namespace: string | undefined, name: string): ApiObject {
    const object = this.find(kind, namespace, name);
    if (!object) throw notFound(kind, name);
    return object;
  }

  list(kind: Kind, namespace?: string): ApiObject[] {
    const all = [...this.#of(kind).values()];
    return namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  }

  /** @throws {Failure} AlreadyExists */
  create(kind: Kind, object: ApiObject): ApiObject {
    const { namespace, name } = object.metadata;
    if (this.find(kind, namespace, name)) throw alreadyExists(kind, name);
    const born = { uid: randomUUID(), creationTimestamp: timestamp(), generation: 1 };
    return this.#put(kind, undefined, plain({ ...object, metadata: { ...object.metadata, ...born } }));
  }

  /** Keeps what no client changes. A change that changes nothing is none. @throws {Failure} NotFound */
  update(kind: Kind, object: ApiObject): ApiObject {
    const before = this.get(kind, object.metadata.namespace, object.metadata.name);
    const { uid, creationTimestamp, generation = 1, resourceVersion } = before.metadata;
    const after = plain({
      ...object,
      metadata: { ...object.metadata, uid, creationTimestamp, generation, resourceVersion },
    } as ApiObject);
    if (isDeepStrictEqual(after, before)) return before;
    const grown = isDeepStrictEqual(after.spec, before.spec) ? generation : generation + 1;
    return this.#put(kind, before, { ...after, metadata: { ...after.metadata, generation: grown } });
  }

  /** Changes some fields of an object that may have gone meanwhile. */
  change(kind: Kind, object: ApiObject, change: (object: ApiObject) => ApiObject): ApiObject | undefined {
    const { namespace, name, uid } = object.metadata;
    const present = this.find(kind, namespace, name);
    return present && present.metadata.uid === uid ? this.update(kind, change(present)) : undefined;
  }

  remove(kind: Kind, { metadata }: ApiObject): void {
    const key = keyOf(metadata.namespace, metadata.name);
    const before = this.#of(kind).get(key);
    if (!before || before.metadata.uid !== metadata.uid) return;
    this.#of(kind).delete(key);
    this.#tell({ kind, before, after: undefined });
  }

  #put(kind: Kind, before: ApiObject | undefined, object: ApiObject): ApiObject {
    this.#version += 1;
    const after = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } };
    this.#of(kind).set(keyOf(object.metadata.namespace, object.metadata.name), after);
    this.#tell({ kind, before, after });
    return after;
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  #of(kind: Kind): Map<string, ApiObject> {
    const objects = this.#objects.get(kind) ?? new Map<string, ApiObject>();
    this.#objects.set(kind, objects);
    return objects;
  }
}

/** As it travels: without fields that are undefined. */
function plain(object: ApiObject): ApiObject {
  return JSON.parse(JSON.stringify(object));
}

function keyOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
