/** Names without the part that all of them share: `agent-2` of `sc-1a2b3c-agent-2`. They stay whole where what is left would name nothing. */
export function ownNames(names: readonly string[]): (name: string) => string {
  const [first = ''] = names;
  let shared = first.search(/[^-.]*$/);
  while (shared > 0 && !names.every((name) => name.startsWith(first.slice(0, shared)))) {
    shared = first.slice(0, shared - 1).search(/[^-.]*$/);
  }
  const own = (name: string) => name.slice(shared);
  // A number alone names nothing.
  const telling = names.length > 1 && names.every((name) => /[a-z]/i.test(own(name)));
  return (name) => (telling && names.includes(name) ? own(name) : name);
}
