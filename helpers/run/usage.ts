import { boundLines } from './bound-option.ts';

export const USAGE = `npm start -- [options]

Starts a throwaway k3s in Docker, checks its Service networking with real traffic, writes report/, and removes everything.

which cluster
  --cluster KIND         k3s: a throwaway one in Docker; reference: none, but a description of how Services route, that
                         shows how the suite works (k3s; reference where no Docker engine is reached and CI is not set)
  --nodes N              nodes, the server among them (3)
  --proxy-mode MODE      kube-proxy's mode: iptables, nftables or ipvs (k3s' own default); none: switched off
  --ip-family FAMILY     ipv4, ipv6 or dual, which is both (ipv4)
  --k3s-image IMAGE      the nodes' image (K3S_IMAGE, else the pin in fixtures/images/Dockerfile)
  --outside PLACE        where outside probes come from: process or container (this process where it
                         reaches the nodes' addresses, else a container on their network)
  --keep                 leave the cluster up and print how to use and remove it

which requirements
  --profile PROFILE      article: what the article says; core: every conformant cluster; all (all)
  --focus ID-or-topic    only these of the profile, such as POLICY-3 or POLICY; may be given several times
  --last-failed          only those that failed or were inconclusive in report/report.json
  --require ID           being skipped counts as an error for this one; may be given several times
  --list                 print what is selected, with what it needs and its source, and check nothing

how they are checked
  --pairs PAIRS          few: probes grow with the number of nodes; all: with its square (few)
  --bound NAME=TIME      another bound for requirements, such as service-programmed=5s; may be given several times
${boundLines()
  .map((line) => `      ${line}`)
  .join('\n')}

  --deadline TIME        for the whole run: 600, 90s or 10m (30m)
  --help                 this text

settings: K3S_IMAGE, NGINX_IMAGE, NO_COLOR, DOCKER_HOST and the others of Testcontainers
exit code: 0 passed, 1 a requirement failed, 2 the run could not tell, 64 wrong usage, 130 after Ctrl-C`;
