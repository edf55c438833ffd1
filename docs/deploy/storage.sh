#!/bin/sh
# Starts SeaweedFS as one process with an S3 gateway for whoever has the keys. Its other ports know no login: only the
# network `back` reaches them.
set -eu
umask 077
cat > /tmp/s3.json <<JSON
{"identities":[{"name":"openhouse","actions":["Admin","Read","List","Write","Tagging"],
  "credentials":[{"accessKey":"${S3_ACCESS_KEY_ID}","secretKey":"${S3_SECRET_ACCESS_KEY}"}]}]}
JSON
exec weed server -dir=/data -volume.max=0 -master.volumeSizeLimitMB=1024 -ip=storage -ip.bind=0.0.0.0 \
  -s3 -s3.port=8333 -s3.config=/tmp/s3.json
