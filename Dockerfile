FROM python:3.11.14-slim-bookworm

ENV PIP_NO_CACHE_DIR=1 \
    PYTHONUNBUFFERED=1 \
    CLUSTER_ATLAS_HOME=/var/lib/cluster-atlas \
    CLUSTER_ATLAS_HOST=0.0.0.0

WORKDIR /srv/cluster-atlas

# The dependencies first: this layer is built anew only when their list changes.
COPY pyproject.toml constraints.txt README.md LICENSE atlas ./
COPY app/__init__.py app/
COPY etl/__init__.py etl/
COPY geo/__init__.py geo/
RUN ./atlas install

COPY . .
RUN useradd --system --uid 10001 --home-dir "$CLUSTER_ATLAS_HOME" --create-home atlas
USER 10001
VOLUME /var/lib/cluster-atlas
EXPOSE 8050

HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8050/healthz', timeout=4)"]

CMD ["./atlas", "up"]
