# The application as an image: built in one stage, run in another that holds neither compiler nor development packages.
#   docker build -t openhouse --build-arg RELEASE="$(git rev-parse --short HEAD)" .
# How it is deployed: docs/deployment.md.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /srv/openhouse
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && touch build/.built

FROM ${NODE_IMAGE} AS packages
WORKDIR /srv/openhouse
COPY package.json package-lock.json .npmrc ./
COPY docs/deploy/prune-packages.sh ./
# The image has Node already; of the search model's runtime only this system's part is used.
RUN npm ci --omit=dev && sh prune-packages.sh && rm prune-packages.sh

FROM ${NODE_IMAGE}
ENV NPM_CONFIG_LOGS_MAX=0 NPM_CONFIG_UPDATE_NOTIFIER=false
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/openhouse LOG_DIR=/var/log/openhouse
WORKDIR /srv/openhouse
COPY --from=packages /srv/openhouse/node_modules ./node_modules
COPY --from=build /srv/openhouse/build ./build
COPY package.json remix.config.js ./
COPY app ./app
COPY db ./db
COPY inngest ./inngest
COPY docs/runbook.md ./docs/runbook.md
RUN mkdir -p "${DATA_DIR}" "${LOG_DIR}" && chown node:node "${DATA_DIR}" "${LOG_DIR}"
# The build's name, which each error bears.
ARG RELEASE=""
ENV RELEASE=${RELEASE}
USER node
VOLUME ["/var/lib/openhouse", "/var/log/openhouse"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "app/server/start.ts"]
