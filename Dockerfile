# The suite as an image, to run it as a Job inside a cluster (docs/job.yaml). The base is any image with Node 20 or later and npm:
#   docker build --build-arg BASE=node:24-bookworm-slim -t service-conformance .
ARG BASE
FROM ${BASE}
WORKDIR /suite
COPY package.json package-lock.json ./
RUN npm ci && npm cache clean --force
COPY . .
# Where the report goes: the working folder of whoever runs it.
WORKDIR /work
USER 65532:65532
ENV TMPDIR=/tmp
ENTRYPOINT ["/suite/node_modules/.bin/node", "/suite/helpers/cli.ts"]
