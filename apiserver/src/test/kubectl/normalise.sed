# What two runs cannot have in common: times, ages, uids, versions, addresses, random names, tokens and keys.
s/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/UID/g
s/(resourceVersion"?: ?"?)[0-9]+/\1RV/g
s/(Resource Version: *)[0-9]+/\1RV/g
s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)/TIME/g
s/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+A-Z0-9]+/DATE/g
s/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+ ?[+-][0-9]{4} [A-Z]+( m=[+-][0-9.]+)?/TIME/g
s/^([IWE])[0-9]{4} [0-9:.]+ +[0-9]+ /\1LOG /
s/\b(<invalid>|[0-9]+m?s|[0-9]+[dhm]([0-9]+[hms])?)(  +|$)/AGE\3/g
s/(Age: *)[0-9dhms]+/\1AGE/
s/\([0-9dhms]+ ago\)/(AGE ago)/g
s/AGE \(x[0-9]+ over AGE\)/AGE/
s/https?:\/\/[0-9.]+:[0-9]+/SERVER/g
s/127\.0\.0\.1:[0-9]+/SERVER/g
s/\b10\.0\.[0-9]{1,3}\.[0-9]{1,3}\b/IP/g
s/eyJ[A-Za-z0-9_.-]+/TOKEN/g
s/("?nodePort"?:? *|NodePort: .*|[0-9]:)3[0-2][0-9]{3}/\1PORT/g
s/\b(gen|debugger|kube-api-access)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/\1-RANDOM/g
s/([a-z-]+\.)[0-9a-f]{16}\b/\1RANDOM/g
s#/(tmp|var)[A-Za-z0-9_./-]*/(LIVE|MERGED)-[0-9]+#/\2#g
s/[0-9-]{10} [0-9:.]{18} \+0000/TIME/
s/X509SHA256=[0-9a-f]+/X509SHA256=HASH/
s/\?hash=[0-9A-F]+/?hash=HASH/g
s/apiserver-[a-z0-9]{26}/apiserver-RANDOM/g
s/^( *"(gitCommit|gitTreeState|buildDate|goVersion|compiler|platform)": ).*/\1BUILD/
s/"serverAddress":"[^"]*"/"serverAddress":"SERVER"/
s#/tmp/kubectl-edit-[A-Za-z0-9]+\.yaml#/EDITED#g
s/(audit-id|AUDIT-ID|auditID)"?: ?"?[0-9a-f-]+/\1 AUDIT/gi
s/ +/ /g
s/ +$//
s/^---+$/---/
# Which key signs tokens, and where the API server itself is found.
s/("id_token_signing_alg_values_supported":\[")[RE]S256/\1ALGORITHM/
s/^(endpointslice.discovery.k8s.io\/kubernetes IPv4 )[0-9]+ [0-9.]+/\1PORT ADDRESS/
s/^(endpoints\/kubernetes )[0-9.]+:[0-9]+/\1ADDRESS:PORT/
# Files that a command writes for itself.
s#/home/(real|embedded)/#/home/#g
