#!/bin/sh
# Creates the bucket at the address given, once its server answers; one that is there already is as good.
#   KEYS=<id>:<secret> sh create-bucket.sh http://storage:8333/openhouse
set -eu
for _ in $(seq 60); do
  status=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 5 \
    --aws-sigv4 aws:amz:us-east-1:s3 --user "${KEYS}" --request PUT "$1" || true)
  case "${status}" in
    200 | 409) echo "The bucket is there (${status})."; exit 0 ;;
  esac
  sleep 1
done
echo "The bucket could not be created within a minute (last answer: ${status}; 403: the keys are refused)." >&2
exit 1
