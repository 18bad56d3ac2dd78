"""Copy the hostId of each server from Nova to the label topology.scs.community/host-id of its node.

The metadata service of an instance does not tell the host, and a kubelet sets its labels once while a server can be
live migrated, so somebody with access to Nova has to look again and again.

hostId is what Nova shows to ordinary users: a hash of the project and the hypervisor. Equal values mean the same
hypervisor, but they cannot be compared between projects, nor turned back into a name.
"""

import os
import re
import sys
import time

import openstack
import requests

LABEL = "topology.scs.community/host-id"
VALUE = re.compile(r"[0-9A-Za-z]([0-9A-Za-z_.-]{0,61}[0-9A-Za-z])?")
# openstack:///<id>, or openstack://<region>/<id>
PROVIDER_ID = re.compile(r"openstack://[^/]*/([0-9a-fA-F-]{36})")
ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"


def log(message):
    print(message, flush=True)


def kubernetes(method, path, **kwargs):
    host = os.environ["KUBERNETES_SERVICE_HOST"]
    host = f"[{host}]" if ":" in host else host
    # Read anew each time: the token expires and is replaced in place.
    with open(f"{ACCOUNT}/token", encoding="utf-8") as token:
        headers = {"Authorization": f"Bearer {token.read().strip()}", **kwargs.pop("headers", {})}
    url = f"https://{host}:{os.environ['KUBERNETES_SERVICE_PORT']}{path}"
    response = requests.request(method, url, headers=headers, verify=f"{ACCOUNT}/ca.crt", timeout=30, **kwargs)
    response.raise_for_status()
    return response.json()


def label_nodes(cloud):
    for node in kubernetes("GET", "/api/v1/nodes")["items"]:
        name = node["metadata"]["name"]
        provider_id = PROVIDER_ID.fullmatch(node["spec"].get("providerID") or "")
        if not provider_id:
            log(f"{name}: no OpenStack provider ID yet")
            continue
        try:
            host_id = cloud.compute.get_server(provider_id.group(1)).host_id or ""
        except openstack.exceptions.NotFoundException:
            # Being deleted. The cloud controller manager removes the node; the others still want their label.
            log(f"{name}: its server is gone")
            continue
        if not VALUE.fullmatch(host_id):
            # Not placed on a host, for instance shelved. The old label may be stale, but none at all says less.
            log(f"{name}: Nova names no host")
            continue
        if node["metadata"].get("labels", {}).get(LABEL) == host_id:
            continue
        kubernetes(
            "PATCH",
            f"/api/v1/nodes/{name}",
            json={"metadata": {"labels": {LABEL: host_id}}},
            headers={"Content-Type": "application/merge-patch+json"},
        )
        log(f"{name}: {LABEL}={host_id}")


def main():
    once = "--once" in sys.argv
    interval = int(os.environ.get("INTERVAL_SECONDS", "300"))
    while True:
        try:
            # A new connection each time, so that rotated credentials are picked up.
            with openstack.connect(cloud=os.environ["OS_CLOUD"]) as cloud:
                label_nodes(cloud)
        except Exception as error:  # pylint: disable=broad-except
            # Neither API being away for a while is a reason to restart. Without a traceback: it could
            # show more of a request than belongs into a log.
            log(f"{type(error).__name__}: {error}")
            if once:
                sys.exit(1)
        if once:
            return
        time.sleep(interval)


if __name__ == "__main__":
    main()
