# Blaise in a container. Read docs/exploitation.md first: volume, variables, and why PostgreSQL is better beside it than inside.
#
#   docker build -t blaise .
#   docker run --init --read-only --tmpfs /tmp --stop-timeout 30 -v blaise:/var/lib/blaise --env-file blaise.env -p 127.0.0.1:3000:3000 blaise
#
# Debian, not Alpine: the packages that carry binaries (PDF, argon2, PostgreSQL) are those built for glibc.
ARG NODE=20.20

FROM node:${NODE}-bookworm-slim AS construction
WORKDIR /opt/blaise
# .npmrc says that no package runs a script when it is installed, and which engines are refused.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY bin bin
COPY scripts scripts
COPY demo demo
COPY droit droit
COPY src src
RUN node scripts/build.mjs

FROM node:${NODE}-bookworm-slim AS dependances
WORKDIR /opt/blaise
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:${NODE}-bookworm-slim
ENV NODE_ENV=production \
    BLAISE_MODE=production \
    BLAISE_DONNEES=/var/lib/blaise \
    BLAISE_HOTE=0.0.0.0 \
    BLAISE_PORT=3000
WORKDIR /opt/blaise
# Everything belongs to root and is only read: the account that serves cannot change the program.
COPY package.json LICENSE ./
COPY bin bin
COPY deploy/pret.mjs deploy/pret.mjs
COPY --from=dependances /opt/blaise/node_modules node_modules
COPY --from=construction /opt/blaise/dist dist
RUN rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* /usr/local/bin/yarn* \
    && install -d -o node -g node -m 0700 /var/lib/blaise
USER node
VOLUME /var/lib/blaise
EXPOSE 3000
# The first start migrates the database: it may take a minute.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/pret.mjs"]
ENTRYPOINT ["node", "bin/blaise.mjs"]
CMD ["serveur"]
