/** The little of WebAssembly that is used here: the compiler's library declares it for browsers alone. */
interface Wasm {
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (
    module: object,
    imports: Record<string, Record<string, object>>,
  ) => { exports: Record<string, unknown> };
}

export type WasmMemory = InstanceType<Wasm['Memory']>;

export const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
