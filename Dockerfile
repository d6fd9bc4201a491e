# The image of the gateway: compiled files and production packages on the official Node image, run as nobody in particular.
#
#   docker build -t limen .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -v "$PWD/limen.yaml:/etc/limen/limen.yaml:ro" -v limen-data:/data -p 8080:8080 limen
#
# Only /data (the ledger) and /tmp are written. Inside the container the configuration has to listen on 0.0.0.0.
# Pin the base image by digest in your own pipeline: --build-arg NODE_IMAGE=node@sha256:...
ARG NODE_IMAGE=node:26-trixie-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.ts scripts/
COPY src src
RUN npm run build

# The image brings Node, so the optional platform packages, which carry one, stay out.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM ${NODE_IMAGE} AS runtime
WORKDIR /app
COPY --from=dependencies /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY bin bin
COPY config config
COPY package.json LICENSE ./
# The gateway installs nothing at run time; the owner of /data is the user that it runs as.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* \
  && install -d -o 65532 -g 65532 -m 0700 /data
ENV NODE_ENV=production
# Name look-ups get half of the pool's threads.
ENV UV_THREADPOOL_SIZE=8
# Where the health check asks; change it together with `operations` in the configuration.
ENV LIMEN_HEALTH_URL=http://127.0.0.1:9090/livez
WORKDIR /data
VOLUME ["/data"]
USER 65532:65532
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 CMD ["node", "-e", "fetch(process.env.LIMEN_HEALTH_URL).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: Node is process 1 and gets the signals itself. The heap follows the container's memory limit.
ENTRYPOINT ["node", "--disable-proto=delete", "--disable-sigusr1", "--max-http-header-size=16384", "--max-old-space-size-percentage=75", "/app/bin/limen.js"]
CMD ["serve", "--config", "/etc/limen/limen.yaml"]
