import type { V1LabelSelector } from '@kubernetes/client-node';

/** A selector in the form that the API's `labelSelector` parameter takes. */
export function labelSelectorText({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
    }),
  ].join(',');
}
