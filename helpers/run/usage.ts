import { boundLines } from './bound-option.ts';

export const USAGE = `npm start -- [options]

Starts a throwaway k3s in Docker, or takes the cluster that --kubeconfig names, checks its Service networking with real traffic,
writes report/, and removes everything that it made.

which cluster: without Docker, or a throwaway one
  --cluster KIND         k3s: a throwaway one in Docker; reference: none, but a description of how Services route, that
                         shows how the suite works (k3s; reference where no Docker engine is reached and CI is not set)
  --nodes N              nodes, the server among them (3)
  --proxy-mode MODE      kube-proxy's mode: iptables, nftables or ipvs (k3s' own default); none: switched off
  --ip-family FAMILY     ipv4, ipv6 or dual, which is both (ipv4)
  --k3s-image IMAGE      the nodes' image (K3S_IMAGE, else the pin in fixtures/images/Dockerfile)
  --outside PLACE        where outside probes come from: process or container (this process where it
                         reaches the nodes' addresses, else a container on their network)
  --keep                 leave the cluster up and print how to use and remove it

which cluster: an existing one
  --kubeconfig FILE      the cluster of this file's current context; never taken from the environment
  --context NAME         of another context in it
  --namespace NAME       everything in this one, which has to be empty, instead of namespaces of the run's own
  --node-selector LABELS only nodes with these labels, as kubectl -l takes them
  --max-nodes N          pods on at most so many nodes (3)
  --toleration TAINT     nodes with this taint too: KEY, KEY=VALUE, either with :EFFECT; may be given several times
  --node-address TYPE    which addresses are dialled from outside: InternalIP or ExternalIP (InternalIP)
  --outside PLACE        process: fail where this process does not reach the nodes; none: skip what needs a client outside
  --image-pull-secret N  a Secret in --namespace that the pods' image is pulled with
  --allow-host-network   pods in the nodes' own network too; without them what needs those is skipped

which requirements
  --profile PROFILE      article: what the article says; core: every conformant cluster; all (all)
  --focus ID-or-topic    only these of the profile, such as POLICY-3 or POLICY; may be given several times
  --last-failed          only those that failed or were inconclusive in report/report.json
  --require ID           being skipped counts as an error for this one; may be given several times
  --waivers FILE         known deviations that do not keep the run from passing: YAML, a list of id, reason and
                         until, the last day; one that has run out fails
  --list                 print what is selected, with what it needs and its source, and check nothing

how they are checked
  --pairs PAIRS          few: probes grow with the number of nodes; all: with its square (few)
  --bound NAME=TIME      another bound for requirements, such as service-programmed=5s; may be given several times
${boundLines()
  .map((line) => `      ${line}`)
  .join('\n')}

  --deadline TIME        for the whole run: 600, 90s or 10m (30m; with --wait-and-watch a day)

instead of checking requirements
  --wait-and-watch       keep traffic flowing along the paths of the matrix, and show them, until q, Ctrl-C, SIGTERM or
                         --deadline; at the end it says which were broken from when to when: 1 if one was, 2 if for a
                         time nobody could tell

what is printed
  --quiet                only what failed or could not be told, and the verdict
  --json                 the report on standard output, and everything else on standard error
                         (npm start --silent -- --json, or npm's own first lines come before it)
  --compare A B          two reports (report.json) side by side, and no run: 1 if what passed in A does not in B
  --help                 this text

settings: K3S_IMAGE, NGINX_IMAGE, NO_COLOR, DOCKER_HOST and the others of Testcontainers
exit code: 0 passed, 1 a requirement failed, 2 the run could not tell, 64 wrong usage, 130 after Ctrl-C`;
