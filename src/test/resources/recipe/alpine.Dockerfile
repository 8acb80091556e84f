FROM alpine:3.22@sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c

RUN apk add --no-cache \
        build-base \
        git

WORKDIR /workspace

LABEL carrel.content="sha256:be11f16a19aa10386d76819e9bf414132eff729725b672ab6575aa04ba0fa089" \
      org.opencontainers.image.base.digest="sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c" \
      org.opencontainers.image.base.name="alpine:3.22" \
      org.opencontainers.image.title="Carrel environment" \
      org.opencontainers.image.vendor="Carrel"
