/** What requests make of the objects: created, replaced, patched and deleted as the API server does it. */
import type { ApiObject } from './api-object.ts';
import { conflict, Failure, notFound } from './failure.ts';
import { apiVersionOf, type Kind, NAMESPACES } from './kinds.ts';
import { applied, mergePatch } from './merge.ts';
import type { Store } from './store.ts';

/** What is particular about one kind. */
export interface Strategy {
  /** The object as it will be stored. @throws {Failure} */
  prepare?(object: ApiObject, before: ApiObject | undefined): ApiObject;
  /** Begins the removal, where it takes time. */
  remove?(object: ApiObject, graceSeconds: number | undefined): void;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string };
}

export class Registry {
  readonly #store: Store;
  readonly #strategies: ReadonlyMap<Kind, Strategy>;
  /** What was applied last, by the object's uid. */
  readonly #applied = new Map<string, ApiObject>();

  constructor(store: Store, strategies: ReadonlyMap<Kind, Strategy>) {
    this.#store = store;
    this.#strategies = strategies;
  }

  create(kind: Kind, namespace: string | undefined, body: ApiObject, dryRun: boolean): ApiObject {
    const { name, generateName } = body.metadata as { name?: string; generateName?: string };
    const given = name ?? `${generateName}${Math.random().toString(36).slice(2, 7)}`;
    if (namespace !== undefined) this.#mustTake(namespace);
    const object = this.#prepared(kind, named(kind, namespace, given, body), undefined);
    return dryRun && !this.#store.find(kind, namespace, given) ? object : this.#store.create(kind, object);
  }

  replace(kind: Kind, namespace: string | undefined, name: string, body: ApiObject, dryRun: boolean): ApiObject {
    const before = this.#store.get(kind, namespace, name);
    const { resourceVersion } = body.metadata;
    if (resourceVersion !== undefined && resourceVersion !== before.metadata.resourceVersion) {
      const why = 'the object has been modified; please apply your changes to the latest version and try again';
      throw conflict(kind, name, why);
    }
    const object = this.#prepared(kind, { ...named(kind, namespace, name, body), status: before.status }, before);
    return dryRun ? object : this.#store.update(kind, object);
  }

  patch(kind: Kind, namespace: string | undefined, name: string, patch: ApiObject, dryRun: boolean): ApiObject {
    const before = this.#store.get(kind, namespace, name);
    const merged = mergePatch(before, patch) as ApiObject;
    return this.replace(kind, namespace, name, withoutVersion(merged), dryRun);
  }

  apply(kind: Kind, namespace: string | undefined, name: string, wanted: ApiObject, dryRun: boolean): ApiObject {
    const before = this.#store.find(kind, namespace, name);
    const last = this.#applied.get(before?.metadata.uid ?? '');
    const object = before
      ? this.replace(kind, namespace, name, withoutVersion(applied(before, last, wanted) as ApiObject), dryRun)
      : this.create(kind, namespace, wanted, dryRun);
    if (!dryRun && object.metadata.uid) this.#applied.set(object.metadata.uid, wanted);
    return object;
  }

  delete(kind: Kind, namespace: string | undefined, name: string, options: DeleteOptions): ApiObject {
    const object = this.#store.get(kind, namespace, name);
    const wanted = options.preconditions?.uid;
    if (wanted !== undefined && wanted !== object.metadata.uid) {
      throw conflict(kind, name, `the UID in the precondition (${wanted}) does not match the UID in record`);
    }
    const strategy = this.#strategies.get(kind);
    if (strategy?.remove) strategy.remove(object, options.gracePeriodSeconds);
    else this.#store.remove(kind, object);
    return this.#store.find(kind, namespace, name) ?? object;
  }

  #prepared(kind: Kind, object: ApiObject, before: ApiObject | undefined): ApiObject {
    return this.#strategies.get(kind)?.prepare?.(object, before) ?? object;
  }

  #mustTake(namespace: string): void {
    const found = this.#store.find(NAMESPACES, undefined, namespace);
    if (!found) throw notFound(NAMESPACES, namespace);
    if (!found.metadata.deletionTimestamp) return;
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    throw new Failure(403, 'Forbidden', `forbidden: ${why}`);
  }
}

function named(kind: Kind, namespace: string | undefined, name: string, body: ApiObject): ApiObject {
  const metadata = { ...body.metadata, name, ...(namespace !== undefined && { namespace }) };
  return { ...body, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
}

function withoutVersion(object: ApiObject): ApiObject {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
