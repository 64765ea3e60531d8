# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json agreement.schema.json ./
COPY src ./src
RUN npm run build

FROM node:20-bookworm-slim AS installed
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    ADMIN_PORT=9090 \
    GROUNDRULES_DATA=/var/lib/groundrules
WORKDIR /app
COPY --from=installed /app/node_modules ./node_modules
COPY package.json LICENSE manifest.yml agency.schema.json agreement.schema.json ./
COPY bin ./bin
COPY migrations ./migrations
COPY agreements ./agreements
# The sandbox reads its sample agreements from where they stand in the source.
COPY src/sandbox/sample ./src/sandbox/sample
COPY --from=build /app/dist ./dist
# For the embedded database, where no DATABASE_URL is set.
RUN mkdir -p /var/lib/groundrules && chown node:node /var/lib/groundrules
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ADMIN_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "bin/groundrules.js"]
CMD ["start"]
