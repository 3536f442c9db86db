#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Made the certificates and keys beside it, which are for tests only: nothing trusts them. Run it in an empty folder.
set -euo pipefail
readonly days=36500 # a hundred years, so that no test ends with a date

authority() { # NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.crt" \
    -days $days -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign 2>/dev/null
}

signed() { # NAME EXTENSION: for NAME.key, by authority
  openssl req -new -key "$1.key" -subj "/O=fairlead/CN=$1" |
    openssl x509 -req -CA authority.crt -CAkey authority.key -set_serial "0x$(openssl rand -hex 8)" -days $days \
      -extfile <(printf '%s\n' "$2") -out "$1.crt" 2>/dev/null
}

authority authority
authority stranger

openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out server.key
signed server subjectAltName=DNS:localhost,IP:127.0.0.1
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out named.key
signed named subjectAltName=DNS:kubernetes.fairlead.test

openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.key # PKCS#8
signed rsa extendedKeyUsage=clientAuth
openssl rsa -in rsa.key -traditional -out rsa.pkcs1.key 2>/dev/null
for curve in 256 384 521; do
  openssl ecparam -name "$(case $curve in 256) echo prime256v1 ;; *) echo secp${curve}r1 ;; esac)" -genkey \
    -out p$curve.sec1.key # a block EC PARAMETERS, then SEC 1
  openssl pkcs8 -topk8 -nocrypt -in p$curve.sec1.key -out p$curve.key
  signed p$curve extendedKeyUsage=clientAuth
done
openssl genpkey -algorithm ED25519 -out ed25519.key
signed ed25519 extendedKeyUsage=clientAuth

openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:fairlead -in p256.key -out encrypted.pkcs8.key
openssl rsa -in rsa.key -traditional -aes128 -passout pass:fairlead -out encrypted.pkcs1.key 2>/dev/null
openssl ecparam -name secp256k1 -genkey -noout -out secp256k1.key # a curve that Java lacks

# Not valid since 2001.
touch index.txt
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\nO=optional\nCN=supplied\n' >ca.conf
openssl req -new -key p256.key -subj /O=fairlead/CN=expired |
  openssl ca -batch -config ca.conf -cert authority.crt -keyfile authority.key -startdate 20000101000000Z \
    -enddate 20010101000000Z -notext -in /dev/stdin -out expired.crt 2>/dev/null

rm -f authority.key stranger.key index.txt* ca.conf [0-9A-F]*.pem
