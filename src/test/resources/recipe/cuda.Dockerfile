FROM nvidia/cuda:12.2.2-cudnn8-devel-ubuntu22.04@sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c

RUN --mount=type=bind,source=sources,target=/run/carrel \
    --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    export APT_CONFIG=/run/carrel/apt.conf DEBIAN_FRONTEND=noninteractive \
 && apt-get update \
 && apt-get install --yes --no-install-recommends \
        g++ \
        git \
        python3 \
        python3-pip

COPY requirements.txt /usr/local/share/carrel/requirements.txt
RUN --mount=type=bind,source=sources,target=/run/carrel \
    --mount=type=cache,target=/root/.cache/pip \
    export PIP_CONFIG_FILE=/run/carrel/pip.conf PIP_BREAK_SYSTEM_PACKAGES=1 \
    PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 \
 && python3 -m pip install --no-input --requirement /usr/local/share/carrel/requirements.txt

ENV GREETING="it's \"5 \$\" \\o/" \
    JAX_PLATFORMS="cuda,cpu" \
    PYTHONPATH="/workspace:/workspace/src"

WORKDIR /workspace

LABEL carrel.content="sha256:95cc7d7b5d10cf0b21484fe879f3472438bad279709fb0b53677ad289e3efc57" \
      org.opencontainers.image.base.digest="sha256:9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c9f3c" \
      org.opencontainers.image.base.name="nvidia/cuda:12.2.2-cudnn8-devel-ubuntu22.04" \
      org.opencontainers.image.title="Carrel environment" \
      org.opencontainers.image.vendor="Carrel"
