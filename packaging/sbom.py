#!/usr/bin/env python3
"""Writes what is inside an installed tree as SPDX 2.3, and checks that the notices name it all.

    packaging/sbom.py TREE --name NAME --version VERSION [--libraries FOLDER] --out FILE

TREE is what `cmake --install` or packaging/linux/cmake makes. Each file is listed with its hashes and belongs to a
component: Semblance itself, what its repository carries, libtorch, or a library of the system's that a bundle holds,
known by the Debian package it came from. With --libraries the copyright files of those packages are put into FOLDER.
Ends with 1 when a file belongs to nothing, or when THIRD-PARTY.md does not name what it belongs to.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent

# What lies in the tree and is no library of the system's: pattern of the path, component, SPDX licence, and the words by
# which THIRD-PARTY.md names it. The first that fits counts.
CARRIED = [
    (r"lib/semblance/lib(torch|c10)|bin/(torch|c10)|Frameworks/lib(torch|c10)", "PyTorch", "BSD-3-Clause", "PyTorch"),
    (r"semblance/libtorch/", "PyTorch", "BSD-3-Clause", "PyTorch"),
    (r"share/semblance/models/mini/", "default model", "Apache-2.0", "resources/models/mini"),
    (r"share/semblance/demo/icons/", "Noto Emoji", "Apache-2.0", "Noto Emoji"),
    (r"share/semblance/demo/photos/", "demo photos", "NOASSERTION", "the demo library: photos"),
    (r"share/semblance/words/", "SCOWL", "LicenseRef-SCOWL", "SCOWL"),
    (r"share/semblance/places/", "GeoNames places", "CC-BY-4.0", "GeoNames"),
    (r"share/semblance/classes/", "ImageNet class names", "BSD-3-Clause", "ImageNet's class names"),
    (r"share/semblance/tessdata/", "Tesseract's data", "Apache-2.0", "Tesseract"),
    (r"LICENSE\.lucide$", "Lucide", "ISC", "Lucide"),
    (r"/plugins/|share/semblance/translations/qt", "Qt", "LGPL-3.0-only", "Qt 6"),
    (r"^/runtime$", "AppImage runtime", "MIT", "AppImage runtime"),
    (r"third-party/", "copyright files", "NOASSERTION", "Full texts"),
    (r"/lib/semblance/lib(codec2|x264|x265|SvtAv1Enc|rav1e)\.so",
     "Semblance", "GPL-3.0-or-later", "GNU General Public License"),  # packaging/linux/appimage/standins.sh
    (r"/lib/semblance/[^/]+\.so", None, None, None),
    (r"", "Semblance", "GPL-3.0-or-later", "GNU General Public License"),
]


def hashes(path):
    sums = [hashlib.sha1(), hashlib.sha256()]
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            for one in sums:
                one.update(block)
    return [one.hexdigest() for one in sums]


def debian_packages(names):
    """library's file name -> (package, source, version), of those that this system's packages own."""
    if not names:
        return {}
    found = {}
    # One pattern for all: each is compared with every file of every package.
    listed = subprocess.run(["dpkg-query", "-S", "*.so*"], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        package, _, path = line.partition(": ")
        name = os.path.basename(path)
        if name in names:
            found.setdefault(name, package.split(",")[0].strip())
    if not found:
        return {}
    facts = subprocess.run(["dpkg-query", "-W", "-f", "${binary:Package}\t${source:Package}\t${Version}\n"] +
                           sorted(set(found.values())), capture_output=True, text=True, check=True).stdout
    known = {}
    for line in facts.splitlines():
        package, source, version = line.split("\t")
        known[package] = known[package.split(":")[0]] = (package.split(":")[0], source, version)
    return {name: known[package] for name, package in found.items() if package in known}


def spdx_id(text):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", text)


def component_of(relative):
    for pattern, name, licence, words in CARRIED:
        if re.search(pattern, relative):
            return name, licence, words
    raise AssertionError("the last pattern fits everything")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tree", type=pathlib.Path)
    arguments.add_argument("--name", required=True)
    arguments.add_argument("--version", required=True)
    arguments.add_argument("--libraries", type=pathlib.Path)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    given = arguments.parse_args()

    # A report of an earlier run is no part of what it reports.
    paths = sorted(path for path in given.tree.rglob("*") if path.is_file() and not path.is_symlink())
    libraries = {path.name for path in paths
                 if component_of("/" + path.relative_to(given.tree).as_posix())[0] is None}
    owners = debian_packages(libraries)
    notices = (REPOSITORY / "THIRD-PARTY.md").read_text(encoding="utf-8")
    problems = []
    components = {}
    files = []
    for path in paths:
        relative = path.relative_to(given.tree).as_posix()
        name, licence, words = component_of("/" + relative)
        version = given.version
        if name is None:
            if path.name not in owners:
                problems.append(f"{relative} belongs to no package")
                continue
            package, name, version = owners[path.name]
            licence = "NOASSERTION"
            words = None
            copyright_file = pathlib.Path("/usr/share/doc") / package / "copyright"
            if given.libraries:
                given.libraries.mkdir(parents=True, exist_ok=True)
                if copyright_file.exists():
                    shutil.copyfile(copyright_file, given.libraries / f"{package}.copyright")
                else:
                    problems.append(f"{package} has no copyright file")
        if words and words not in notices:
            problems.append(f"THIRD-PARTY.md does not name {name} ({relative})")
        component = components.setdefault(name, {"version": version, "licence": licence, "files": []})
        sha1, sha256 = hashes(path)
        identity = spdx_id("File-" + relative)
        component["files"].append(identity)
        files.append({"SPDXID": identity, "fileName": "./" + relative, "licenseConcluded": "NOASSERTION",
                      "copyrightText": "NOASSERTION",
                      "checksums": [{"algorithm": "SHA1", "checksumValue": sha1},
                                    {"algorithm": "SHA256", "checksumValue": sha256}]})

    made = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or
                                           int(datetime.datetime.now().timestamp()), datetime.timezone.utc)
    packages = []
    relations = []
    sums = {file["SPDXID"]: file["checksums"][0]["checksumValue"] for file in files}
    for name in sorted(components):
        component = components[name]
        identity = spdx_id("Package-" + name)
        code = hashlib.sha1("".join(sorted(sums[one] for one in component["files"])).encode()).hexdigest()
        packages.append({"SPDXID": identity, "name": name, "versionInfo": component["version"],
                         "downloadLocation": "NOASSERTION", "filesAnalyzed": True,
                         "packageVerificationCode": {"packageVerificationCodeValue": code},
                         "licenseConcluded": "NOASSERTION", "licenseDeclared": component["licence"],
                         "licenseInfoFromFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION"})
        relations += [{"spdxElementId": identity, "relationshipType": "CONTAINS", "relatedSpdxElement": one}
                      for one in component["files"]]
        relations.append({"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                          "relatedSpdxElement": identity})
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": given.name,
        "documentNamespace": f"https://semblance.invalid/spdx/{given.name}-" +
                             hashlib.sha256("".join(sorted(sums.values())).encode()).hexdigest()[:32],
        "creationInfo": {"created": made.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: packaging/sbom.py"]},
        "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-SCOWL", "name": "SCOWL",
                                        "extractedText": (REPOSITORY / "resources/words/LICENSES.md").read_text()}],
        "packages": packages, "files": files, "relationships": relations,
    }
    given.out.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{given.out}: {len(files)} files of {len(packages)} components.")
    for problem in problems:
        print("sbom:", problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
