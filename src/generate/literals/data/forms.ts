const words = (text: string): Set<string> => new Set(text.split(' '));

/** Endings that make `x.y` a file rather than a host. */
export const FILE_EXTENSIONS = words(
  'txt md markdown rst adoc pdf doc docx xls xlsx ppt pptx odt ods odp csv tsv json jsonl ndjson json5 yaml yml toml ini cfg conf config env properties xml xsd xsl html htm xhtml css scss less ' +
    'js mjs cjs ts tsx jsx py pyc ipynb rb go rs java jar war class kt kts scala c h cc cpp hpp cs fs swift m php pl lua sh bash zsh fish ps1 bat cmd r jl ex exs erl clj hs ml sql db sqlite sqlite3 ' +
    'tf tfvars tfstate hcl bicep rego cue jsonnet proto graphql avsc avro parquet orc arrow npy npz pkl h5 onnx pt pth safetensors gguf log out err lock bak old orig tmp swp patch diff ' +
    'tar gz tgz bz2 xz zst zip 7z rar lz4 z iso img qcow2 vmdk vhd vhdx ova raw bin exe dll so dylib a o deb rpm apk dmg pkg msi whl egg gem crate nupkg vsix ' +
    'png jpg jpeg gif svg webp avif bmp tif tiff ico psd ai eps heic mp3 mp4 m4a m4v wav flac ogg opus aac mov avi mkv webm wmv srt vtt ttf otf woff woff2 ' +
    'pem crt cer key csr der p12 pfx jks pub asc sig gpg pgp age ovpn kubeconfig dump pcap pcapng sock pid service timer socket target mount slice rules desktop tmpl tpl j2 erb hbs mustache vue svelte ' +
    'gradle sbt lockfile map wasm dart plist xcconfig ics vcf eml mbox torrent tex bib dat data list lst po mo api',
);

/** Endings of public domain names that people write most, and those of inner networks. */
export const TOP_LEVEL_DOMAINS = words(
  'com org net edu gov mil int io dev app ai co me tv cc info biz xyz site online shop store cloud tech page link blog news live studio agency design software systems network digital media group email ' +
    'space world today zone run build tools works team company solutions services center domains support host hosting website games game chat social bot codes engineer expert academy ' +
    'uk de fr es it nl be ch at se no fi dk ie pt pl cz sk hu ro bg gr eu us ca mx br ar cl pe au nz jp cn kr in sg hk tw th vn id my ph za ng ke eg il ae sa tr ru ua lt lv ee is lu li si hr rs by kz ge im gg je ' +
    'local localhost internal lan intern corp home test example invalid arpa onion svc',
);

/** Prefixes of AWS ids, before `-` and hexadecimal digits. */
export const AWS_PREFIXES = words(
  'i vol vpc subnet sg sgr ami aki ari snap eni eni-attach rtb rtbassoc igw nat eipalloc eipassoc lt fs fsmt fsap tgw tgw-attach tgw-rtb tgw-rtb-assoc pl acl aclassoc vpce vpce-svc pcx vgw cgw vpn dopt eigw cagw ' +
    'r lgw lgw-rtb h fl ipam ipam-pool ipam-scope cvpn-endpoint tmt tmf tms import-ami import-snap export-i export-ami cr bastion key mi mw o ou r-org sir sfr fleet d dxcon dxvif dxlag dx-gw j e asg q ssm pb s scr ' +
    'stack app-arn cluster sp lci rslvr-in rslvr-out rslvr-rr rslvr-rrassoc rslvr-qlc rslvr-autodefined-rr ws wsb directory hz lag-id',
);

/** Prefixes of ids with an underscore (`cus_…`) or glued ones, and their vendor. */
export const UNDERSCORE_PREFIXES: Record<string, string> = {
  ...Object.fromEntries(
    (
      'cus price sub pi ch in prod acct pm src card ba tok re evt il ii si sub_sched txn po tr seti cs promo txi txr coupon file link we whsec sk_test sk_live pk_test pk_live rk_test rk_live dp du ' +
      'plink qt cn cbtxn or sku iauth ipi ich ic mandate prv tmr rdr fca ts tax fee pyr py trr cbt req sched bps bpc vs vr issfr'
    )
      .split(' ')
      .map((prefix) => [prefix, 'stripe']),
  ),
  ...Object.fromEntries(
    'ghp gho ghu ghs ghr github_pat PR I U MDQ PVT PVTI PVTF'.split(' ').map((prefix) => [prefix, 'github']),
  ),
  ...Object.fromEntries(
    'org asst thread msg run file batch ftjob vs proj user call resp chatcmpl'
      .split(' ')
      .map((prefix) => [prefix, 'openai']),
  ),
};

/** Images of the public registry that are written without a tag or with one. */
export const IMAGES = words(
  'nginx postgres mysql mariadb redis mongo alpine ubuntu debian busybox node python golang ruby php httpd traefik haproxy memcached rabbitmq elasticsearch kibana logstash grafana prometheus consul vault ' +
    'registry wordpress nextcloud ghost drupal adminer caddy centos fedora rockylinux amazonlinux openjdk eclipse-temurin maven gradle influxdb telegraf neo4j cassandra couchdb kafka zookeeper nats minio ' +
    'sonarqube jenkins rust perl swift elixir hello-world bash docker keycloak',
);

/** Kubernetes types and their short names, as they stand before a slash (`deploy/api`). */
export const KUBERNETES_TYPES = words(
  'pod pods po deployment deployments deploy service services svc statefulset statefulsets sts daemonset daemonsets ds replicaset rs job jobs cronjob cronjobs cj ingress ing configmap cm secret secrets namespace ns node nodes no ' +
    'pvc pv persistentvolumeclaim serviceaccount sa role rolebinding clusterrole clusterrolebinding hpa pdb networkpolicy netpol storageclass sc crd endpoints ep horizontalpodautoscaler',
);

/** Pairs with a slash that are words ("and/or"), not repositories. */
export const SLASH_WORDS = words(
  'and/or tcp/ip n/a i/o w/o w/ ci/cd client/server read/write on/off yes/no true/false he/she his/her him/her start/stop linux/unix in/out input/output up/down left/right tcp/udp his/hers mb/gb gb/mb s/mime 24/7 km/h mb/s gb/s ' +
    'http/2 http/1.1 tls/ssl ssl/tls os/2 before/after add/remove create/delete enable/disable pass/fail pub/sub blue/green stdin/tty stdin/stdout stdout/stderr name/namespace source/destination start/end user/password key/value k8s/helm aws/gcp',
);

/** Branches, tags and names of commits in everyday use. */
export const GIT_REMOTES = words('origin upstream refs heads tags remotes fork');
export const GIT_BRANCH_FOLDERS = words(
  'feature feat fix bugfix hotfix release releases chore docs refactor test experiment wip dependabot renovate user users perf spike topic epic task',
);
