/**
 * The closed choices that Kubernetes' swagger.json tells in words only: values, and the fields (`group.version.Type.field`) that take one of
 * them. From the same package's pkg/generated/openapi (k8s.io/kubernetes v1.36.3, Apache-2.0), where each has its `Enum`.
 */
const LISTS: [string, string[]][] = [
  [
    'Equivalent|Exact',
    [
      'admissionregistration.v1.MatchResources.matchPolicy',
      'admissionregistration.v1.MutatingWebhook.matchPolicy',
      'admissionregistration.v1.ValidatingWebhook.matchPolicy',
    ],
  ],
  [
    'Fail|Ignore',
    [
      'admissionregistration.v1.MutatingAdmissionPolicySpec.failurePolicy',
      'admissionregistration.v1.MutatingWebhook.failurePolicy',
      'admissionregistration.v1.ValidatingAdmissionPolicySpec.failurePolicy',
      'admissionregistration.v1.ValidatingWebhook.failurePolicy',
    ],
  ],
  [
    'IfNeeded|Never',
    [
      'admissionregistration.v1.MutatingAdmissionPolicySpec.reinvocationPolicy',
      'admissionregistration.v1.MutatingWebhook.reinvocationPolicy',
    ],
  ],
  [
    'None|NoneOnDryRun|Some|Unknown',
    ['admissionregistration.v1.MutatingWebhook.sideEffects', 'admissionregistration.v1.ValidatingWebhook.sideEffects'],
  ],
  ['ApplyConfiguration|JSONPatch', ['admissionregistration.v1.Mutation.patchType']],
  [
    '*|CONNECT|CREATE|DELETE|UPDATE',
    [
      'admissionregistration.v1.NamedRuleWithOperations.operations',
      'admissionregistration.v1.RuleWithOperations.operations',
    ],
  ],
  [
    '*|Cluster|Namespaced',
    [
      'admissionregistration.v1.NamedRuleWithOperations.scope',
      'admissionregistration.v1.Rule.scope',
      'admissionregistration.v1.RuleWithOperations.scope',
    ],
  ],
  ['Audit|Deny|Warn', ['admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec.validationActions']],
  ['OnDelete|RollingUpdate', ['apps.v1.DaemonSetUpdateStrategy.type', 'apps.v1.StatefulSetUpdateStrategy.type']],
  ['Recreate|RollingUpdate', ['apps.v1.DeploymentStrategy.type']],
  ['OrderedReady|Parallel', ['apps.v1.StatefulSetSpec.podManagementPolicy']],
  ['Allow|Forbid|Replace', ['batch.v1.CronJobSpec.concurrencyPolicy']],
  ['Indexed|NonIndexed', ['batch.v1.JobSpec.completionMode']],
  ['Failed|TerminatingOrFailed', ['batch.v1.JobSpec.podReplacementPolicy']],
  ['In|NotIn', ['batch.v1.PodFailurePolicyOnExitCodesRequirement.operator']],
  ['Count|FailIndex|FailJob|Ignore', ['batch.v1.PodFailurePolicyRule.action']],
  [
    'any|cert sign|client auth|code signing|content commitment|crl sign|data encipherment|decipher only|digital signature|email protection|encipher only|ipsec end system|ipsec tunnel|ipsec user|key agreement|key encipherment|microsoft sgc|netscape sgc|ocsp signing|s/mime|server auth|signing|timestamping',
    ['certificates.v1.CertificateSigningRequestSpec.usages'],
  ],
  ['Localhost|RuntimeDefault|Unconfined', ['core.v1.AppArmorProfile.type', 'core.v1.SeccompProfile.type']],
  ['None|ReadOnly|ReadWrite', ['core.v1.AzureDiskVolumeSource.cachingMode']],
  ['Dedicated|Managed|Shared', ['core.v1.AzureDiskVolumeSource.kind']],
  [
    'FallbackToLogsOnError|File',
    ['core.v1.Container.terminationMessagePolicy', 'core.v1.EphemeralContainer.terminationMessagePolicy'],
  ],
  [
    'Always|IfNotPresent|Never',
    [
      'core.v1.Container.imagePullPolicy',
      'core.v1.EphemeralContainer.imagePullPolicy',
      'core.v1.ImageVolumeSource.pullPolicy',
    ],
  ],
  [
    'SCTP|TCP|UDP',
    [
      'core.v1.ContainerPort.protocol',
      'core.v1.EndpointPort.protocol',
      'core.v1.ServicePort.protocol',
      'discovery.v1.EndpointPort.protocol',
      'networking.v1.NetworkPolicyPort.protocol',
    ],
  ],
  ['HTTP|HTTPS', ['core.v1.HTTPGetAction.scheme']],
  [
    'BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket',
    ['core.v1.HostPathVolumeSource.type'],
  ],
  ['DoesNotExist|Exists|Gt|In|Lt|NotIn', ['core.v1.NodeSelectorRequirement.operator']],
  [
    'ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod',
    ['core.v1.PersistentVolumeClaimSpec.accessModes', 'core.v1.PersistentVolumeSpec.accessModes'],
  ],
  ['Block|Filesystem', ['core.v1.PersistentVolumeClaimSpec.volumeMode', 'core.v1.PersistentVolumeSpec.volumeMode']],
  [
    'Delete|Recycle|Retain',
    ['core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy', 'storage.v1.StorageClass.reclaimPolicy'],
  ],
  ['Merge|Strict', ['core.v1.PodSecurityContext.supplementalGroupsPolicy']],
  ['Always|OnRootMismatch', ['core.v1.PodSecurityContext.fsGroupChangePolicy']],
  ['Always|Never|OnFailure', ['core.v1.PodSpec.restartPolicy']],
  ['ClusterFirst|ClusterFirstWithHostNet|Default|None', ['core.v1.PodSpec.dnsPolicy']],
  ['Never|PreemptLowerPriority', ['core.v1.PodSpec.preemptionPolicy', 'scheduling.v1.PriorityClass.preemptionPolicy']],
  [
    'BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass',
    ['core.v1.ResourceQuotaSpec.scopes', 'core.v1.ScopedResourceSelectorRequirement.scopeName'],
  ],
  ['DoesNotExist|Exists|In|NotIn', ['core.v1.ScopedResourceSelectorRequirement.operator']],
  ['Default|Unmasked', ['core.v1.SecurityContext.procMount']],
  ['ClusterIP|ExternalName|LoadBalancer|NodePort', ['core.v1.ServiceSpec.type']],
  ['ClientIP|None', ['core.v1.ServiceSpec.sessionAffinity']],
  ['Cluster|Local', ['core.v1.ServiceSpec.externalTrafficPolicy', 'core.v1.ServiceSpec.internalTrafficPolicy']],
  ['IPv4|IPv6', ['core.v1.ServiceSpec.ipFamilies']],
  ['PreferDualStack|RequireDualStack|SingleStack', ['core.v1.ServiceSpec.ipFamilyPolicy']],
  ['NoExecute|NoSchedule|PreferNoSchedule', ['core.v1.Taint.effect', 'core.v1.Toleration.effect']],
  ['Equal|Exists|Gt|Lt', ['core.v1.Toleration.operator']],
  ['DoNotSchedule|ScheduleAnyway', ['core.v1.TopologySpreadConstraint.whenUnsatisfiable']],
  [
    'Honor|Ignore',
    ['core.v1.TopologySpreadConstraint.nodeAffinityPolicy', 'core.v1.TopologySpreadConstraint.nodeTaintsPolicy'],
  ],
  ['Bidirectional|HostToContainer|None', ['core.v1.VolumeMount.mountPropagation']],
  ['FQDN|IPv4|IPv6', ['discovery.v1.EndpointSlice.addressType']],
  ['Exact|ImplementationSpecific|Prefix', ['networking.v1.HTTPIngressPath.pathType']],
  ['Egress|Ingress', ['networking.v1.NetworkPolicySpec.policyTypes']],
  ['AlwaysAllow|IfHealthyBudget', ['policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy']],
  ['FromClaim|FromClass', ['resource.v1.DeviceAllocationConfiguration.source']],
  ['All|ExactCount', ['resource.v1.DeviceSubRequest.allocationMode', 'resource.v1.ExactDeviceRequest.allocationMode']],
  ['NoExecute|NoSchedule|None', ['resource.v1.DeviceTaint.effect', 'resource.v1.DeviceToleration.effect']],
  ['Equal|Exists', ['resource.v1.DeviceToleration.operator']],
  ['Immediate|WaitForFirstConsumer', ['storage.v1.StorageClass.volumeBindingMode']],
];

const CHOICES = new Map(
  LISTS.flatMap(([values, fields]) => fields.map((field) => [field, values.split('|')] as const)),
);

/** `type` as the zoo has it: `io.k8s.api.core.v1.Container`. */
export function choicesOf(type: string, field: string): string[] | undefined {
  return CHOICES.get(`${type.replace(/^io\.k8s\.api\./, '')}.${field}`);
}
