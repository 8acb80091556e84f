# Asks each framework that is installed what it sees, in a process of its own: one that fails or takes all of the
# GPU's memory does not spoil the next. Prints a line of JSON for each (dev.carrel.environment.doctor.FrameworkView).
import importlib.util
import json
import os
import subprocess
import sys

NAMES = ("torch", "tensorflow", "jax")
CARE = {
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "TF_FORCE_GPU_ALLOW_GROWTH": "true",
    "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
}


def torch():
    import torch

    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    seen = {
        "version": torch.__version__,
        "cuda": torch.version.cuda,
        "devices": [torch.cuda.get_device_name(i) for i in range(count)],
    }
    if count:
        ones = torch.ones(64, 64, device="cuda")
        seen["computed"] = float((ones @ ones).sum()) == 64.0**3
    return seen


def tensorflow():
    import tensorflow

    return {
        "version": tensorflow.__version__,
        "cuda": tensorflow.sysconfig.get_build_info().get("cuda_version"),
        "devices": [device.name for device in tensorflow.config.list_physical_devices("GPU")],
    }


def jax():
    import jax

    devices = [device for device in jax.devices() if device.platform != "cpu"]
    return {"version": jax.__version__, "devices": [str(device) for device in devices]}


def tell(name, seen):
    print(json.dumps({"framework": name, **seen}, separators=(",", ":")), flush=True)


def ask(name, code):
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, name], env={**os.environ, **CARE}, timeout=40, stdout=sys.stdout
        )
        if done.returncode:
            tell(name, {"error": "its process ended with status %d" % done.returncode})
    except subprocess.TimeoutExpired:
        tell(name, {"error": "it gave no answer in 40 s"})


if len(sys.argv) == 3:  # the code itself, to hand it on
    for name in NAMES:
        if importlib.util.find_spec(name):
            ask(name, sys.argv[1])
else:
    try:
        tell(sys.argv[1], {"torch": torch, "tensorflow": tensorflow, "jax": jax}[sys.argv[1]]())
    except Exception as error:
        tell(sys.argv[1], {"error": "%s: %s" % (type(error).__name__, str(error)[:300])})
