FROM alpine:3.22@sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c

WORKDIR /workspace

LABEL carrel.content="sha256:1c1de4793f2c2892e300dff715869b3995ad4d9db4c63f210b5d8fd46b72690a" \
      org.opencontainers.image.base.digest="sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c" \
      org.opencontainers.image.base.name="alpine:3.22" \
      org.opencontainers.image.title="Carrel environment" \
      org.opencontainers.image.vendor="Carrel"
