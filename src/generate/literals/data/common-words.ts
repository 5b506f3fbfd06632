/** Hyphenated words of ordinary or technical English: nobody's name for anything. */
const HYPHENATED =
  'access-key access-keys ad-hoc add-on add-ons air-gapped all-round api-key api-keys app-store apt-get app-level at-rest auto-apology auto-scaling ' +
  'back-end back-off back-up base-size black-and-white bleeding-edge blue-green board-level brand-new break-glass built-in can-i case-sensitive change-set ' +
  'check-in check-out cherry-pick cherry-picked clean-up click-through client-side close-up co-owner cold-start command-line commit-message ' +
  'config-map connection-string co-op cost-center cost-centre cron-job cross-account cross-origin custom-columns cut-off daemon-set data-center data-centre ' +
  'dead-letter delete-protection dev-dependency dev-dependencies disk-usage dist-tag docker-compose drop-in drop-ins dry-run e-commerce e-mail e-mails ' +
  'end-of-day end-of-life end-to-end error-level even-if event-driven ever-growing exec-in expiry-date fail-over fan-out fast-forward feature-flag few-shot fine-grained ' +
  'fine-tune fine-tuned fine-tuning first-in-first-out first-time follow-up force-push front-end full-blown full-text general-purpose go-ahead good-bye ' +
  'group-by half-done half-finished half-written hand-made health-check health-checks high-memory home-made host-level human-friendly human-readable ' +
  'in-between in-flight in-memory in-place instance-type invite-only ip-address job-level key-pair key-value key-values kick-off know-how last-accessed ' +
  'last-modified left-over life-cycle line-by-line line-number live-follow load-balanced load-balancer load-balancers load-balancing lock-in log-group log-in log-level log-out ' +
  'long-lived long-running long-term look-up lower-case low-level machine-readable made-up man-in-the-middle merge-base mock-ups most-recent multi-az name-server ' +
  'next-hop no-one no-op node-pool object-level off-limits off-site old-school on-board on-call on-demand on-device on-prem on-premises one-by-one one-line one-liner ' +
  'one-liners one-off one-time open-source opt-in opt-out opted-in opted-out out-of-date out-of-the-box parent-child pay-as-you-go pay-per-request per-user ' +
  'pick-up pipe-friendly plain-text plug-in plug-ins point-in-time port-forward port-forwarding power-cycle pretty-print public-facing pull-request pull-requests ' +
  'push-to-deploy read-replica read-replicas read-only read-write ready-made ready-to-use real-estate real-life real-time reply-all right-click role-based roll-back roll-out round-robin round-trip ' +
  'route-table run-time run-to-completion screen-sharing second-hand security-group security-groups self-hosted self-signed send-as server-side service-account service-accounts service-linked ' +
  'set-up short-lived short-term shut-down sign-in sign-off sign-offs sign-out sign-up signed-off signed-off-by single-line single-node site-to-site smoke-test soft-delete ' +
  'soft-deleted stand-alone stand-by start-up state-of-the-art status-code step-by-step stock-take sub-folder subnet-level super-user sym-link symlink-style system-wide take-over ' +
  'tear-down test-fire three-way time-out time-to-live time-zone to-do to-dos top-level top-up trade-off trouble-shoot two-factor two-way up-to-date user-managed user-pool ' +
  'version-controlled vice-versa view-only wake-up warm-up week-long well-known what-if whole-tree wide-column wild-card wind-down work-in-progress write-only write-once-read-many yes-or-no x-ray ' +
  'zero-downtime force-delete force-detach force-unlock cluster-info api-resources api-versions api-version api-group current-context app-version target-port resource-name env-file cache-control cache-from cache-to grace-period pre-release package-lock merge-patch always-on scale-in redis-cli ansible-playbook ansible-galaxy docker-image docker-registry syntax-check roles-path health-cmd join-token force-recreate public-access-block json-formatted crash-looping web-scale e-learning e-book voice-over speech-to-text text-to-text text-to-image text-to-speech question-answer zero-shot yt-dlp';

/** Words with capitals or digits inside that are products, formats and terms. Lower case; a plural s is taken off before looking. */
const MIXED =
  'github gitlab bitbucket dynamodb cloudformation cloudwatch cloudfront cloudtrail eventbridge iot sagemaker digitalocean youtube codedeploy codebuild bigquery sendgrid circleci ' +
  'openai nosql elasticache guardduty javascript typescript phd flop networkmanager codecommit codepipeline fsx opensearch taskrouter onedrive launchdarkly codeql sharepoint openid ' +
  'partiql openapi codeartifact graphql appsync datasync documentdb qos medialive vcpu ddos codeconnections appstream privatelink wordpress paas saas iaas mysql postgresql mongodb ' +
  'linkedin whatsapp paypal icloud macos ios iphone ipad webrtc coreml webrtc devops devsecops onenote mtls sql nodejs ebs ecs eks amis vms ip ips url urls api apis pdf pr prs cve gpu gpus cpu cpus ' +
  'vpc acl az azs id ids nic jdk pid llm pvc cdn eni sdk ssd hdd crd faq ou dba oidc saml rds sns sqs ' +
  'k8s k3s k3d s3 ec2 ipv4 ipv6 base64 base32 utf8 utf16 sha1 sha256 sha512 md5 http2 http3 oauth2 ext2 ext3 ext4 xfs mp3 mp4 h264 h265 x11 x86 x64 arm64 amd64 x509 log4j boto3 python2 python3 ' +
  'sqlite3 m365 o365 route53 l4 l7 v1 v2 v3 v4 v5 v6 v7 v8 v9 p12 pkcs12 pkcs8 imdsv1 imdsv2 sesv2 inspector2 s3api co2 1st 2nd 3rd 4th 5th 2fa 2x 3x 4x 5x 10x b2b e2e i18n l10n a11y k9s win32 win64 ' +
  'socks5 gzip bzip2 lz4 gib mib kib tib gb mb kb tb khz mhz ghz kbps mbps gbps iou squad imagenet convnet cv2 html5 css3 es6 latex readme xml twiml';

/** Beginnings and endings with which hyphenated words are built freely. */
const FIRST = new Set(
  (
    'non re multi semi anti un self auto cross per half well high low mid inter intra micro nano ultra super extra single double triple two three four five six seven eight nine ten twelve ' +
    'first second third all any every not pan open-source'
  ).split(' '),
);
const LAST = new Set(
  (
    'only based like wide free level style related specific side long-running scoped facing aware friendly compatible enabled disabled owned time sized size ended term ' +
    'formatted encoded encrypted signed hosted driven oriented class type readable sensitive insensitive consistent going ish wise way day week month year hour minute second line page ' +
    'looping killed safe proof ready linked party person speaking trained tuned quality resolution source supervised grained running lived'
  ).split(' '),
);

const hyphenated = new Set(HYPHENATED.split(' '));
const mixed = new Set(MIXED.split(' '));

/** Verbs with which options and commands begin ("no-trunc", "ignore-daemonsets", "describe-instances"): the documents' words rather than a person's names. */
const OF_COMMANDS = new Set(
  'no ignore skip max min exclude include rename describe update delete create get list put set remove show use ask rollback generate migrate'.split(
    ' ',
  ),
);

/** "read-only", "multi-region", "minute-level": words of the language, not names. */
export function isOrdinaryHyphenated(word: string): boolean {
  const text = word.toLowerCase();
  if (hyphenated.has(text)) return true;
  const parts = text.split('-');
  if (parts.length > 3 || !/^[a-z-]+$/.test(text)) return false;
  if ((FIRST.has(parts[0]!) && parts.length === 2) || OF_COMMANDS.has(parts[0]!)) return true;
  return LAST.has(parts.at(-1)!);
}

/** "GitHub", "DynamoDB", "k8s", "IPv6": terms, not names. */
export function isTerm(word: string): boolean {
  const text = word.toLowerCase();
  return mixed.has(text) || (text.endsWith('s') && mixed.has(text.slice(0, -1)));
}
