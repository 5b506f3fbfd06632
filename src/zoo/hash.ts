/**
 * A 32-bit hash of a text: FNV-1a over its UTF-16 units with murmur3's finish, so that neighbouring ids spread over the whole range.
 * Collisions are expected (about seven among 250,000 keys): whoever looks up compares the record itself.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
