FROM python:3.12-slim-bookworm@sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c

COPY requirements.txt /usr/local/share/carrel/requirements.txt
RUN --mount=type=bind,source=sources,target=/run/carrel \
    --mount=type=cache,target=/root/.cache/pip \
    export PIP_CONFIG_FILE=/run/carrel/pip.conf \
    PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 \
 && python3 -m pip install --no-input --requirement /usr/local/share/carrel/requirements.txt

ENV PYTHONPATH="/workspace:/workspace/src"

WORKDIR /workspace

LABEL carrel.content="sha256:99e82fe4921954c299805730b23548049a39de9f9780e7308133b16441cce1a0" \
      org.opencontainers.image.base.digest="sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c" \
      org.opencontainers.image.base.name="python:3.12-slim-bookworm" \
      org.opencontainers.image.title="Carrel environment" \
      org.opencontainers.image.vendor="Carrel"
