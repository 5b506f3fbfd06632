/** Writes the bundles into `folder`; see build.mjs. */
export function bundle(folder: string, build: string, engine?: string): Promise<void>;

/** Returns false where the sources are what the present build was made of. */
export function build(options?: { release?: boolean }): Promise<boolean>;

/** Writes the page into `folder`: index.html, app.js, app.css, icon.svg. */
export function bundlePage(folder: string): Promise<void>;
