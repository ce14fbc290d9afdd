/** Label selectors, as a request and as a Service states them. */
type Labels = Readonly<Record<string, string>> | undefined;

const REQUIREMENT = /^\s*(!?)([^\s=!,()]+)\s*(?:(==?|!=)\s*([^\s,]*)|(in|notin)\s*\(([^)]*)\))?\s*$/;

/** Whether labels match the text of a `labelSelector` parameter. Throws where it can't be read. */
export function matchesSelector(labels: Labels, selector: string): boolean {
  const parts = selector.match(/(?:[^,(]|\([^)]*\))+/g) ?? [];
  return parts.every((part) => {
    const [, not, key = '', sign, value = '', set, values = ''] = REQUIREMENT.exec(part) ?? [];
    if (key === '') throw new Error(`unable to parse requirement: ${part}`);
    const own = labels?.[key];
    if (set !== undefined) {
      const isIn = own !== undefined && values.split(',').some((each) => each.trim() === own);
      return set === 'in' ? isIn : !isIn;
    }
    if (sign === undefined) return (own !== undefined) === (not === '');
    return sign === '!=' ? own !== value : own === value;
  });
}

/** Whether labels have all that a Service's selector, or `matchLabels`, names. */
export function hasLabels(labels: Labels, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}
