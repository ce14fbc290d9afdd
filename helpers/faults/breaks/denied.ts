import type { V1ValidatingAdmissionPolicy, V1ValidatingAdmissionPolicyBinding } from '@kubernetes/client-node';
import { apply } from '../../kube/apply.ts';
import { remove } from '../../kube/remove.ts';
import type { Ground } from '../fault.ts';

export interface Denial {
  readonly group: string;
  /** As in a URL. */
  readonly resource: string;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  /** CEL of `object` and `request`. */
  readonly when: string;
}

/** An API server needs some seconds until it minds a new policy, or that one is gone, in ms. */
const MINDED_MS = 5_000;

/** The API server denies a kind of request, until it is disposed of. @throws {ApiError} */
export async function denied({ kube, cluster, labels }: Ground, denial: Denial): Promise<AsyncDisposable> {
  const name = `${cluster.runId}-denied`;
  const metadata = { name, labels: { ...labels } };
  const { group, resource, operation, when } = denial;
  const policy: V1ValidatingAdmissionPolicy = {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ apiGroups: [group], apiVersions: ['*'], operations: [operation], resources: [resource] }],
      },
      validations: [{ expression: `!(${when})`, message: 'denied by a fault of service-conformance' }],
    },
  };
  const binding: V1ValidatingAdmissionPolicyBinding = {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata },
    spec: { policyName: name, validationActions: ['Deny'] },
  };
  await using undo = new AsyncDisposableStack();
  undo.defer(() => pause());
  for (const each of [policy, binding]) {
    undo.defer(() => remove(kube, each));
    await apply(kube, each);
  }
  await pause();
  return undo.move();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, MINDED_MS));
}
