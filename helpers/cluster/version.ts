/** Whether a Kubernetes version such as `v1.36.3+k3s1` is of this minor or a later one. */
export function atLeast(version: string, minor: string): boolean {
  const [major = 0, own = 0] = numbers(version);
  const [wantedMajor = 0, wanted = 0] = numbers(minor);
  return major > wantedMajor || (major === wantedMajor && own >= wanted);
}

function numbers(version: string): number[] {
  return version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10));
}
