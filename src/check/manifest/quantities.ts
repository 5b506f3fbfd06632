/**
 * Fields whose texts are quantities (`500m`, `1Gi`), which a number may stand for. The zoo has them as plain strings, for so does Kubernetes'
 * swagger.json where it refers to `resource.Quantity`: these are all its places there (v1.36). Of a map or a list its values are meant.
 */
const FIELDS: Record<string, string[]> = {
  HPAScalingRules: ['tolerance'],
  MetricTarget: ['averageValue', 'value'],
  EmptyDirVolumeSource: ['sizeLimit'],
  LimitRangeItem: ['default', 'defaultRequest', 'max', 'maxLimitRequestRatio', 'min'],
  PersistentVolumeSpec: ['capacity'],
  PodSpec: ['overhead'],
  ResourceFieldSelector: ['divisor'],
  ResourceQuotaSpec: ['hard'],
  ResourceRequirements: ['limits', 'requests'],
  VolumeResourceRequirements: ['limits', 'requests'],
  Overhead: ['podFixed'],
  CapacityRequestPolicy: ['default', 'validValues'],
  CapacityRequestPolicyRange: ['max', 'min', 'step'],
  CapacityRequirements: ['requests'],
  Counter: ['value'],
  DeviceCapacity: ['value'],
  NodeAllocatableResourceMapping: ['allocationMultiplier'],
  CSIStorageCapacity: ['capacity', 'maximumVolumeSize'],
};

const PLACES = new Set(Object.entries(FIELDS).flatMap(([type, names]) => names.map((name) => `${type}.${name}`)));

/** `type` as the zoo has it: `io.k8s.api.core.v1.ResourceRequirements`. */
export function isQuantity(type: string, field: string): boolean {
  return PLACES.has(`${type.slice(type.lastIndexOf('.') + 1)}.${field}`);
}

/** A number with a suffix of Kubernetes' (`0.5`, `500m`, `1.5Gi`, `1e3`). */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

export function isQuantityText(text: string): boolean {
  return QUANTITY.test(text.trim());
}

/** The suffixes that people write for Kubernetes' own. */
export function mendedQuantity(text: string): string | undefined {
  const match = /^([+-]?[\d.]+)\s*([a-zA-Z]+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, number, suffix] = match;
  const meant =
    /^([KMGTPE])(?:iB|IB|I|ib)$/.exec(suffix!)?.[1] ?? /^([kmgtpe])(?:i|ib|iB)$/.exec(suffix!)?.[1]?.toUpperCase();
  const mended = meant ? `${number}${meant}i` : /^[MGTPE]B$/.test(suffix!) ? `${number}${suffix![0]}` : undefined;
  return mended !== undefined && isQuantityText(mended) ? mended : undefined;
}
